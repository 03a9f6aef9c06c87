"""|x| and x·sin(1/x): what backpropagation asks of a function where it has a corner.

    |x|             slope −1 on the left and 1 on the right: at 0 any number between is a
                    subgradient, and 0 is taken; gradient descent works
    x·sin(1/x), 0 at 0
                    slope sin(1/x) − cos(1/x)/x elsewhere, unbounded near 0; at 0 the quotient
                    f(h)/h = sin(1/h) swings from −1 to 1 for ever and has no limit on either side

The second is continuous at 0 and has no derivative, no one-sided one and no subgradient there: its
gradient at 0 is nan here, since every number would be made up. A corner does not hinder learning
(ReLU has one); a slope that does not settle does. The trap: the phase 1/x magnifies the rounding of
x, and in float32 it is noise below |x| = 1e-7; so it is made in float64.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..shapes import Array, floating, must

__all__ = [
    "absolute",
    "absolute_backward",
    "one_sided_quotients",
    "x_sin_inverse",
    "x_sin_inverse_backward",
]


def absolute(x: Array) -> Array:
    """|x| of each value, in the shape and floating type of x."""
    return np.abs(floating("x", x))


def absolute_backward(dy: Array, x: Array) -> Array:
    """The gradient by x: dy with the sign of x, 0 where x is 0."""
    return dy * np.sign(floating("x", x))


def x_sin_inverse(x: Array) -> Array:
    """x·sin(1/x) of each value, 0 where x is 0, in the shape and floating type of x."""
    x = floating("x", x)
    return (x * np.sin(_inverse(x))).astype(x.dtype)


def x_sin_inverse_backward(dy: Array, x: Array) -> Array:
    """The gradient by x: dy (sin(1/x) − cos(1/x)/x), nan where x is 0."""
    x = floating("x", x)
    phase = _inverse(x)
    slope = np.where(x == 0, np.nan, np.sin(phase) - np.cos(phase) * phase)
    return dy * slope.astype(x.dtype)


def one_sided_quotients(
    f: Callable[[Array], Array], at: float, steps: Array
) -> tuple[Array, Array]:
    """(f(at) − f(at − h))/h and (f(at + h) − f(at))/h for each step h > 0.

    As the steps shrink, each side settles on the slope of that side, if there is one.
    """
    steps = floating("steps", steps)
    must(bool((steps > 0).all()), "steps must be above 0", steps.min(), "Both sides are taken.")
    here = f(np.full_like(steps, at))
    return (here - f(at - steps)) / steps, (f(at + steps) - here) / steps


def _inverse(x: Array) -> Array:
    """1/x in float64; 0 where x is 0 or so small that 1/x overflows."""
    wide = x.astype(np.float64)
    return np.divide(1.0, wide, out=np.zeros_like(wide), where=np.abs(wide) > 1e-300)
