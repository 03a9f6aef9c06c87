"""Glorot (Xavier) initialization: the variance stays, forwards and backwards, through tanh.

    Var w = gain² · 2 / (fan_in + fan_out)
    normal:  standard deviation √Var          uniform: U(−√(3 Var), √(3 Var))

Forwards the variance would stay with 1/fan_in, backwards with 1/fan_out; this is the compromise,
exact for both when the fans are equal. It supposes a slope of 1 at 0 (tanh, linear). The trap is to
pair it with ReLU, which keeps half of the second moment: each layer then halves the variance, and
20 layers leave a millionth; use he.
Source: Glorot and Bengio, 2010, equations 12 and 16.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import DTypeLike

from ..shapes import Array
from .fans import fans
from .random import normal, uniform

__all__ = ["glorot", "glorot_uniform"]


def glorot(
    rng: np.random.Generator,
    shape: tuple[int, ...],
    *,
    gain: float = 1.0,
    dtype: DTypeLike = np.float64,
) -> Array:
    """Normal weights of that shape: dense (D, K) or convolution (O, C, *kernel).

    `glorot(rng, (64, 10))` is all that a tanh layer needs. PyTorch's gain for tanh is 5/3.
    """
    return normal(rng, shape, _deviation(shape, gain), dtype)


def glorot_uniform(
    rng: np.random.Generator,
    shape: tuple[int, ...],
    *,
    gain: float = 1.0,
    dtype: DTypeLike = np.float64,
) -> Array:
    """Uniform weights of the same variance: the default of Keras's Dense."""
    return uniform(rng, shape, np.sqrt(3) * _deviation(shape, gain), dtype)


def _deviation(shape: tuple[int, ...], gain: float) -> float:
    fan_in, fan_out = fans(shape)
    return gain * (2 / (fan_in + fan_out)) ** 0.5
