"""LeCun initialization: the variance stays on the way forward.

    Var w = 1 / fan_in
    normal:  standard deviation √Var          uniform: U(−√(3 Var), √(3 Var))

The sum of fan_in products of variance Var w · Var x has variance Var x again. It is Glorot's rule
for equal fans, and the start that self-normalizing nets (SELU) need. Nothing here minds the way
back: a layer that widens, fan_out > fan_in, enlarges the gradient by fan_out/fan_in.
Source: LeCun, Bottou, Orr and Müller, 1998, equation 16.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import DTypeLike

from ..shapes import Array
from .fans import fans
from .random import normal, uniform

__all__ = ["lecun", "lecun_uniform"]


def lecun(
    rng: np.random.Generator, shape: tuple[int, ...], *, dtype: DTypeLike = np.float64
) -> Array:
    """Normal weights of that shape: dense (D, K) or convolution (O, C, *kernel)."""
    return normal(rng, shape, fans(shape)[0] ** -0.5, dtype)


def lecun_uniform(
    rng: np.random.Generator, shape: tuple[int, ...], *, dtype: DTypeLike = np.float64
) -> Array:
    """Uniform weights of the same variance."""
    return uniform(rng, shape, (3 / fans(shape)[0]) ** 0.5, dtype)
