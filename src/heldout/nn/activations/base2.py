"""The sigmoid in powers of two, which hardware has for a shift: near it, and how near.

    s(x) = 1 / (1 + 2^(−r x)) = σ(r ln 2 · x)            s′ = r ln 2 · s (1 − s)

r = log₂ e = 1.4427 is the sigmoid itself. r = 1.44 is off by at most 0.0004, r = 1.5, whose product
is a shift and an addition, by at most 0.0087 (both at |x| near 1.5). The slope at 0 is r ln 2 / 4:
0.2599 for 1.5, where the sigmoid has 0.25. Two traps: the exponent is −r x, with the x; and the
factor r ln 2 belongs in the derivative of what is computed, else gradient checks fail by 4 %.
"""

from __future__ import annotations

import math

import numpy as np

from ..shapes import Array, floating

__all__ = ["base2_sigmoid", "base2_sigmoid_backward"]


def base2_sigmoid(x: Array, rate: float = 1.5) -> Array:
    """1/(1 + 2^(−rate · x)) of each value, in the shape and floating type of x."""
    x = rate * floating("x", x)
    e = np.exp2(-np.abs(x))  # from 0 to 1
    return np.where(x >= 0, 1, e) / (1 + e)


def base2_sigmoid_backward(dy: Array, x: Array, rate: float = 1.5) -> Array:
    """The gradient by x: dy · rate · ln 2 · s(x)(1 − s(x))."""
    e = np.exp2(-np.abs(rate * floating("x", x)))
    return dy * (rate * math.log(2) * (e / (1 + e) ** 2))
