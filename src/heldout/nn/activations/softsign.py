"""Softsign: like tanh, with polynomial tails.

    y = x / (1 + |x|)          dL/dx = dL/dy / (1 + |x|)²

Both go from −1 to 1 with slope 1 at 0. The slope of tanh falls as 4e^(−2|x|), this as 1/x²: at
x = 5 it is 0.028 against 0.00018, so that a saturated unit still learns. Against that: it reaches
0.9 only at x = 9 (tanh at 1.47). The trap is in float16: (1 + |x|)² overflows from |x| = 255, while
the square of 1/(1 + |x|) only becomes small. Source: Bergstra and others, 2009.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating

__all__ = ["softsign", "softsign_backward"]


def softsign(x: Array) -> Array:
    """x/(1 + |x|) of each value, in the shape and floating type of x."""
    x = floating("x", x)
    return x / (1 + np.abs(x))


def softsign_backward(dy: Array, x: Array) -> Array:
    """The gradient by x: dy/(1 + |x|)²."""
    return dy * (1 / (1 + np.abs(floating("x", x)))) ** 2
