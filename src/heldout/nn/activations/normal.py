"""The normal density, its slope, and the share below a value.

    φ(x; μ, s) = exp(−z²/2) / (s √(2π)),   z = (x − μ)/s          φ(0) = 0.398942
    φ′(x)      = −(x − μ)/s² · φ(x)                               φ′(1) = −0.241971
    Φ(x)       = erfc(−z/√2) / 2,   erf(x) = (2/√π) ∫₀ˣ exp(−t²) dt = 1 − erfc(x)

Three traps. s is the standard deviation, and dividing by s once makes the area 1. The density is 0
from z = 39 on, so log φ is not its logarithm: it is −z²/2 − log(s √(2π)). And Φ by (1 + erf)/2 is 0
from z = −8.3 on, where erf is rounded to −1; erfc keeps the digits down to z = −38. NumPy has no
erfc: C's own (`math`) is called for each value, exact to the last digit or two, at about 0.1 µs.
"""

from __future__ import annotations

import math

import numpy as np

from ..shapes import Array, floating, must

__all__ = ["erf", "normal_cdf", "normal_log_pdf", "normal_pdf", "normal_pdf_derivative"]

_erf = np.frompyfunc(math.erf, 1, 1)
_erfc = np.frompyfunc(math.erfc, 1, 1)


def erf(x: Array) -> Array:
    """The error function of each value, in the shape and floating type of x."""
    x = floating("x", x)
    return np.asarray(_erf(x)).astype(x.dtype)


def normal_pdf(x: Array, mean: float = 0.0, std: float = 1.0) -> Array:
    """The density at each value, in the shape and floating type of x."""
    x = floating("x", x)
    return np.exp(normal_log_pdf(_wide(x), mean, std)).astype(x.dtype)


def normal_log_pdf(x: Array, mean: float = 0.0, std: float = 1.0) -> Array:
    """The logarithm of the density at each value: finite where the density is rounded to 0."""
    x = floating("x", x)
    must(std > 0, "std must be above 0", std, "A variance becomes one by its root.")
    z = (_wide(x) - mean) / std
    return (-(z**2) / 2 - math.log(std * math.sqrt(2 * math.pi))).astype(x.dtype)


def normal_pdf_derivative(x: Array, mean: float = 0.0, std: float = 1.0) -> Array:
    """The slope of the density by x at each value."""
    x = floating("x", x)
    wide = _wide(x)
    return (-(wide - mean) / std**2 * normal_pdf(wide, mean, std)).astype(x.dtype)


def normal_cdf(x: Array, mean: float = 0.0, std: float = 1.0) -> Array:
    """The share of the distribution below each value, from 0 to 1."""
    x = floating("x", x)
    must(std > 0, "std must be above 0", std, "A variance becomes one by its root.")
    z = (_wide(x) - mean) / std
    return (np.asarray(_erfc(-z / math.sqrt(2))).astype(np.float64) / 2).astype(x.dtype)


def _wide(x: Array) -> Array:
    """In float32 or wider: the square of 256 is beyond float16."""
    return x.astype(np.result_type(x, np.float32), copy=False)
