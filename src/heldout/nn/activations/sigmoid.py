"""The sigmoid: any real score becomes a number between 0 and 1.

    σ(x) = 1 / (1 + e^(−x))                      σ′ = σ (1 − σ), at most 1/4, at x = 0
    logistic with slope α: σ(αx)                 slope α σ′(αx), at 0 it is α/4

Two traps. e^(−x) overflows from x = −89 in float32 and −710 in float64; e^(−|x|) never does, and
σ is 1/(1 + e^(−|x|)) on the right and e^(−|x|)/(1 + e^(−|x|)) on the left. And 1 − σ, taken from a
σ that was rounded to 1, is 0 from x = 17 on in float32; so the slope is made from x, not from σ:
e^(−|x|) / (1 + e^(−|x|))². Sources: Verhulst, 1845; in networks Rumelhart, Hinton, Williams, 1986.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating

__all__ = ["logistic", "logistic_backward", "sigmoid", "sigmoid_backward"]


def sigmoid(x: Array) -> Array:
    """1/(1 + e^(−x)) of each value, in the shape and floating type of x."""
    x = floating("x", x)
    e = np.exp(-np.abs(x))  # from 0 to 1
    return np.where(x >= 0, 1, e) / (1 + e)


def sigmoid_backward(dy: Array, x: Array) -> Array:
    """The gradient by x: dy σ(x)(1 − σ(x)), not 0 before e^(−|x|) is."""
    e = np.exp(-np.abs(floating("x", x)))
    return dy * (e / (1 + e) ** 2)


def logistic(x: Array, slope: float = 1.0) -> Array:
    """σ(slope · x): the larger the slope, the nearer it comes to a step."""
    return sigmoid(slope * floating("x", x))


def logistic_backward(dy: Array, x: Array, slope: float = 1.0) -> Array:
    """The gradient by x: slope · dy · σ′(slope · x)."""
    return slope * sigmoid_backward(dy, slope * floating("x", x))
