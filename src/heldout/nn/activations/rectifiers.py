"""ReLU: what is negative is silenced.

    relu(x) = max(0, x)          dL/dx = dL/dy where x > 0, else 0

At 0 there is no derivative; 0 is taken, as PyTorch does (any value from 0 to 1 is a subgradient).
Source: Nair and Hinton, 2010.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating

__all__ = ["relu", "relu_backward"]


def relu(x: Array) -> Array:
    """The positive part of each value, in the shape and type of x."""
    x = floating("x", x)
    return np.maximum(x, 0)  # not x * (x > 0): that gives nan at −∞


def relu_backward(dy: Array, x: Array) -> Array:
    """The gradient by x: dy where x is positive."""
    return np.where(x > 0, dy, 0)
