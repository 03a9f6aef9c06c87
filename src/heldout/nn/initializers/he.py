"""He (Kaiming) initialization: the second moment stays through ReLU.

    Var w = 2 / ((1 + a²) · fan_in)          a: slope of the leaky ReLU below 0; 0 for ReLU
    normal:  standard deviation √Var          uniform: U(−√(3 Var), √(3 Var))

ReLU silences half of a symmetric input, E relu(z)² = ½ E z²; leaky ReLU keeps ½(1 + a²). The 2
makes up for that. Only the second moment is kept: the outputs of a ReLU have a positive mean, so
that E h² and not Var h is what stays. The trap is to use it before tanh or a linear layer, where
the 2 is too much.
Source: He, Zhang, Ren and Sun, 2015, equations 10 and 15.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import DTypeLike

from ..shapes import Array
from .fans import fans
from .random import normal, uniform

__all__ = ["he", "he_uniform"]


def he(
    rng: np.random.Generator,
    shape: tuple[int, ...],
    *,
    slope: float = 0.0,
    dtype: DTypeLike = np.float64,
) -> Array:
    """Normal weights of that shape: dense (D, K) or convolution (O, C, *kernel).

    `he(rng, (784, 128))` is all that a ReLU layer needs; `slope` is that of a leaky ReLU.
    """
    return normal(rng, shape, _deviation(shape, slope), dtype)


def he_uniform(
    rng: np.random.Generator,
    shape: tuple[int, ...],
    *,
    slope: float = 0.0,
    dtype: DTypeLike = np.float64,
) -> Array:
    """Uniform weights of the same variance."""
    return uniform(rng, shape, np.sqrt(3) * _deviation(shape, slope), dtype)


def _deviation(shape: tuple[int, ...], slope: float) -> float:
    fan_in, _ = fans(shape)
    return (2 / ((1 + slope**2) * fan_in)) ** 0.5
