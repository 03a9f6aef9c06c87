"""Dropout: each unit is silenced by chance in training, so that no unit can rely on another.

    vanilla    training  y = m x                evaluation  y = (1 − p) x
    inverted   training  y = m x / (1 − p)      evaluation  y = x
    channels   inverted, with one m for all H·W places of a channel          m ~ Bernoulli(1 − p)

p is the probability to *drop*; 1 − p, to keep. Both forms make the mean over all masks in training
what evaluation gives. The trap is to scale in both places: then the output is (1 − p) times what
it should be. The other is to mix up p and 1 − p, for at ½ nobody notices.

In evaluation the vanilla form may scale the weights that leave the units instead of the units
(weight scaling inference rule). Either way one pass stands for the mean of 2ⁿ thinned networks:
exactly as long as what follows is linear, and for a softmax right after it as a geometric mean.
Neighbouring pixels tell the same, so that dropping single ones removes little: hence whole
channels.
Source: Hinton et al., 2012; Srivastava et al., 2014, section 4; Tompson et al., 2015 (channels).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..shapes import Array, floating, must, sizes

__all__ = ["dropout", "dropout2d", "dropout_backward", "inverted_dropout", "scale_weights"]

Mask = NDArray[np.bool_]


def dropout(
    x: Array, drop: float, rng: np.random.Generator, *, training: bool
) -> tuple[Array, Array]:
    """Vanilla: x where it is kept, else 0; in evaluation (1 − drop) x. And the factors on x."""
    x = floating("x", x)
    if training:
        factor = _kept(x.shape, drop, rng).astype(x.dtype)
    else:
        factor = np.full((), 1 - _rate(drop), dtype=x.dtype)
    return x * factor, factor


def inverted_dropout(
    x: Array, drop: float, rng: np.random.Generator, *, training: bool
) -> tuple[Array, Array]:
    """x / (1 − drop) where it is kept, else 0; in evaluation x as it is. And the factors on x."""
    x = floating("x", x)
    if not training:
        return x, np.ones((), dtype=x.dtype)
    factor = _inverted(_kept(x.shape, drop, rng), drop, x.dtype)
    return x * factor, factor


def dropout2d(
    x: Array, drop: float, rng: np.random.Generator, *, training: bool
) -> tuple[Array, Array]:
    """Inverted dropout of whole channels of images (N, C, H, W), and the factors (N, C, 1, 1)."""
    x = floating("x", x)
    N, C, _, _ = sizes("x", x, "N C H W", "Rows (N, D) have no channels: use inverted_dropout.")
    if not training:
        return x, np.ones((), dtype=x.dtype)
    factor = _inverted(_kept((N, C, 1, 1), drop, rng), drop, x.dtype)
    return x * factor, factor


def dropout_backward(dy: Array, factor: Array) -> Array:
    """The gradient by x, for each of the three: the same factors as forward, not new ones."""
    return dy * factor


def scale_weights(weight: Array, keep: float) -> Array:
    """Weights for evaluation of a net trained with vanilla dropout on the units they leave.

    `keep` is the probability that a unit was kept, not that it was dropped.
    """
    must(0 <= keep <= 1, "keep must be a probability", keep, "It is 1 − drop.")
    return floating("weight", weight) * keep


def _rate(drop: float) -> float:
    must(0 <= drop <= 1, "drop must be a probability", drop, "It is the share of units silenced.")
    return drop


def _kept(shape: tuple[int, ...], drop: float, rng: np.random.Generator) -> Mask:
    return rng.random(shape) >= _rate(drop)


def _inverted(kept: Mask, drop: float, dtype: np.dtype) -> Array:
    """Factors 0 and 1 / (1 − drop); where all are dropped all are 0, and nothing is divided."""
    scale = 1 / (1 - drop) if drop < 1 else 0.0
    return kept * dtype.type(scale)
