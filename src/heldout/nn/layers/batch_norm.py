"""Batch normalization: each channel gets mean 0 and variance 1 over the batch, then γ and β.

    training     x̂ = (x − μ) / √(σ² + ε),   μ and σ² of this batch     y = γ x̂ + β
    evaluation   x̂ = (x − m) / √(v + ε),    m and v of past batches    y = γ x̂ + β
    running      m ← (1 − α) m + α μ          v ← (1 − α) v + α σ² n/(n − 1)

Letters: N samples, C channels (or features), n values of a channel: N for inputs (N, C), N·H·W
for images (N, C, H, W). It stands between the linear step, whose bias β replaces, and the
non-linearity.

Three traps. The batch is normalized with the biased variance (by n), but what is kept for
evaluation is the unbiased one (by n − 1), as in PyTorch. The momentum α is the weight of the new
batch, 0.1; TensorFlow's 0.99 is the weight of the old value. And forgetting to switch to evaluation
makes each sample's output depend on its batch mates; a single row (1, C) would become β whatever it
is. ε keeps the root from 0 and has nothing to do with irreducible error; the outputs are
standardized, not made Gaussian. Source: Ioffe and Szegedy, 2015, algorithms 1 and 2.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import DTypeLike

from ..shapes import Array, floating, must
from .standardize import standardize

__all__ = ["Running", "batch_norm", "batch_norm_backward"]


class Running(NamedTuple):
    """Mean and variance (C,) of past batches; not parameters, for they have no gradient."""

    mean: Array
    variance: Array

    @classmethod
    def start(cls, channels: int, dtype: DTypeLike = np.float64) -> Running:
        """Before any batch: mean 0 and variance 1."""
        return cls(np.zeros(channels, dtype), np.ones(channels, dtype))


Cache = tuple[Array, Array, Array, bool]


def batch_norm(
    x: Array,
    gamma: Array,
    beta: Array,
    running: Running,
    *,
    training: bool,
    momentum: float = 0.1,
    epsilon: float = 1e-5,
) -> tuple[Array, Cache, Running]:
    """Outputs like x (N, C) or (N, C, H, W), the cache, and the running statistics from now on.

    γ, β and both statistics are (C,). In evaluation the statistics come back as they were given.
    """
    x = floating("x", x)
    must(x.ndim >= 2, "x must have shape (N, C) or (N, C, H, W)", x.shape, "Add axes of 1.")
    C = x.shape[1]
    for name, array in (("gamma", gamma), ("beta", beta), *running._asdict().items()):
        must(
            array.shape == (C,),
            f"{name} must have shape ({C},), one for each channel of x",
            f"shape {array.shape}",
            "Channels are the second axis of x; what comes before decides how many there are.",
        )
    axes = (0, *range(2, x.ndim))
    each = (C, *(1,) * (x.ndim - 2))  # (C, 1, 1)
    if training:
        n = x.size // C
        must(n > 1, "training needs more than one value of each channel", x.shape, "Use a batch.")
        x_hat, inverse, mean, variance = standardize(x, axes, epsilon)
        unbiased = variance.reshape(C) * (n / (n - 1))
        running = Running(
            _moved(running.mean, mean.reshape(C), momentum),
            _moved(running.variance, unbiased, momentum),
        )
    else:
        wide = np.result_type(x, np.float32)
        inverse = (1 / np.sqrt(running.variance.astype(wide) + wide.type(epsilon))).reshape(each)
        x_hat = (x - running.mean.astype(wide).reshape(each)) * inverse
    y = x_hat * gamma.reshape(each)
    y += beta.reshape(each)
    return y.astype(x.dtype, copy=False), (x_hat, inverse, gamma, training), running


def batch_norm_backward(dy: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Gradients by x, γ (C,) and β (C,); in evaluation the statistics are constants."""
    x_hat, inverse, gamma, training = cache
    axes = (0, *range(2, dy.ndim))
    each = (len(gamma), *(1,) * (dy.ndim - 2))
    dgamma = (dy * x_hat).sum(axis=axes)  # (C,)
    dbeta = dy.sum(axis=axes, dtype=x_hat.dtype)  # (C,)
    if training:
        n = dy.size // len(gamma)
        dx = x_hat * (dgamma / n).reshape(each)
        np.subtract(dy, dx, out=dx)
        dx -= (dbeta / n).reshape(each)
        dx *= gamma.reshape(each) * inverse
    else:
        dx = dy * (gamma.reshape(each) * inverse)
    kind = dy.dtype
    return dx.astype(kind, copy=False), dgamma.astype(kind), dbeta.astype(kind)


def _moved(old: Array, new: Array, momentum: float) -> Array:
    """A new array: the statistic moved towards that of the batch, in the type it had."""
    return ((1 - momentum) * old + momentum * new).astype(old.dtype, copy=False)
