"""ELU: a ReLU that bends smoothly to −α on the left, so that its mean is nearer 0.

    y = x where x > 0, else α (e^x − 1)          dL/dx = dL/dy where x > 0, else α e^x dL/dy

Two traps: a choice by np.where makes both sides, and e^x of a large x on the right overflows before
it is thrown away, so min(x, 0) is taken first; and e^x − 1 near 0 loses all its digits, which
expm1 keeps. Only for α = 1 is the slope continuous at 0. Source: Clevert, Unterthiner and
Hochreiter, 2016, equation 15.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating

__all__ = ["elu", "elu_backward"]


def elu(x: Array, alpha: float = 1.0) -> Array:
    """x where it is positive and α(e^x − 1) elsewhere, in the shape and type of x."""
    x = floating("x", x)
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))


def elu_backward(dy: Array, x: Array, alpha: float = 1.0) -> Array:
    """The gradient by x: dy where x is positive, α e^x dy elsewhere."""
    x = floating("x", x)
    return np.where(x > 0, dy, alpha * np.exp(np.minimum(x, 0)) * dy)
