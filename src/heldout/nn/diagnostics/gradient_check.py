"""Gradient checking: is the derivative that was derived the derivative of what is computed?

    g_i ≈ (f(x + h e_i) − f(x − h e_i)) / 2h

The central difference errs by h²·f‴/6 and by rounding of about ε|f|/h; h near ε^(1/3) ≈ 6e-6 in
float64 makes both small. In float32 nothing below 1e-3 can be told apart: check in float64. At a
kink (ReLU at 0, a tie of a maximum) the difference is an average of two slopes and settles nothing.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..shapes import Array, must

__all__ = ["numerical_gradient", "relative_error"]


def numerical_gradient(f: Callable[[], float], x: Array, step: float = 6e-6) -> Array:
    """The gradient of f() by x, found by moving each entry of x in place and putting it back."""
    must(x.dtype == np.float64, "x must be float64", x.dtype, "Use x.astype(np.float64).")
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        kept = x[place]
        x[place] = kept + step
        above = f()
        x[place] = kept - step
        below = f()
        x[place] = kept
        gradient[place] = (above - below) / (2 * step)
    return gradient


def relative_error(a: Array, b: Array) -> float:
    """‖a − b‖ / max(‖a‖, ‖b‖): 0 when they are equal, and small only when they agree in size."""
    largest = max(float(np.linalg.norm(a)), float(np.linalg.norm(b)))
    return float(np.linalg.norm(a - b)) / largest if largest else 0.0
