"""GELU: each value times the share of a normal distribution that lies below it.

    exact     y = x Φ(x)                                     dL/dx = dL/dy [Φ(x) + x φ(x)]
    by tanh   y = x σ(2u),  u = √(2/π) (x + 0.044715 x³)     since (1 + tanh u)/2 = σ(2u)
              dL/dx = dL/dy [σ(2u) + 2x σ′(2u) u′],  u′ = √(2/π) (1 + 0.134145 x²)

The two differ by at most 0.00047: a network trained with one and run with the other is nearly, not
exactly, itself. Like Swish it is not monotonic (least −0.16997 at x = −0.7518), and x σ(1.702 x) is
a coarser cousin (off by 0.02). The trap: 1 + erf and 1 + tanh cancel on the left, where the answer
is small; erfc and σ do not. And x³ overflows float16 from x = 41: it is made in float32.
Source: Hendrycks and Gimpel, 2016.
"""

from __future__ import annotations

import math

import numpy as np

from ..shapes import Array, floating
from .normal import normal_cdf, normal_pdf
from .sigmoid import sigmoid, sigmoid_backward

__all__ = ["gelu", "gelu_backward", "gelu_tanh", "gelu_tanh_backward"]

_ROOT = math.sqrt(2 / math.pi)
_CUBIC = 0.044715


def gelu(x: Array) -> Array:
    """x Φ(x) of each value, in the shape and floating type of x."""
    x = floating("x", x)
    return x * normal_cdf(x)


def gelu_backward(dy: Array, x: Array) -> Array:
    """The gradient by x: dy (Φ(x) + x φ(x))."""
    x = floating("x", x)
    return dy * (normal_cdf(x) + x * normal_pdf(x))


def gelu_tanh(x: Array) -> Array:
    """The tanh form of each value: quicker than the exact one, and off by at most 0.00047."""
    x = floating("x", x)
    wide, u, _ = _inner(x)
    return (wide * sigmoid(2 * u)).astype(x.dtype)


def gelu_tanh_backward(dy: Array, x: Array) -> Array:
    """The gradient of the tanh form by x; not that of the exact form."""
    x = floating("x", x)
    wide, u, slope = _inner(x)
    return dy * (sigmoid(2 * u) + sigmoid_backward(2 * wide * slope, 2 * u)).astype(x.dtype)


def _inner(x: Array) -> tuple[Array, Array, Array]:
    """x in float32 or wider, u and its slope by x."""
    wide = x.astype(np.result_type(x, np.float32), copy=False)
    u = _ROOT * (wide + _CUBIC * wide**3)
    return wide, u, _ROOT * (1 + 3 * _CUBIC * wide**2)
