"""Swish (for β = 1 also SiLU): a value that is its own gate.

    y = x σ(βx)
    dL/dx = dL/dy [σ(βx) + βx σ′(βx)]          dL/dβ = Σ x² σ′(βx) dL/dy

β = 0 is x/2, β → ∞ is ReLU. It is not monotonic: for β = 1 it falls to −0.2785 at x = −1.2785 and
rises to 0 beyond; its slope goes up to 1.0998. Two traps: β is one number for all values, so its
gradient is a sum over every one of them; and x² of a large x overflows in float16 where σ′ is 0, so
x σ′ is made first. Sources: Elfwing, Uchida and Doya, 2017; Ramachandran, Zoph and Le, 2017.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating
from .sigmoid import sigmoid, sigmoid_backward

__all__ = ["swish", "swish_backward"]


def swish(x: Array, beta: float = 1.0) -> Array:
    """x σ(βx) of each value, in the shape and floating type of x."""
    x = floating("x", x)
    return x * sigmoid(beta * x)


def swish_backward(dy: Array, x: Array, beta: float = 1.0) -> tuple[Array, float]:
    """The gradients by x, in its shape, and by β, one number."""
    x = floating("x", x)
    through = sigmoid_backward(x, beta * x)  # x σ′(βx)
    dx = dy * (sigmoid(beta * x) + beta * through)
    dbeta = (dy * (x * through)).sum(dtype=np.result_type(x, np.float32))
    return dx, float(dbeta)
