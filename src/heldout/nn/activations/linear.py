"""The linear activation: nothing is done. It stands at the output of a regression.

    y = x          dL/dx = dL/dy

It adds no non-linearity: dense layers with nothing between them are one dense layer, since
(x W₁ + b₁) W₂ + b₂ = x (W₁W₂) + (b₁W₂ + b₂), whatever their number. The trap is to leave a ReLU or
a sigmoid at the output instead: targets below 0, or beyond 1, can then never be met.
"""

from __future__ import annotations

from ..shapes import Array, floating

__all__ = ["linear", "linear_backward"]


def linear(x: Array) -> Array:
    """x itself, not a copy (integers become float64)."""
    return floating("x", x)


def linear_backward(dy: Array, x: Array) -> Array:
    """The gradient by x: dy itself, not a copy."""
    return dy
