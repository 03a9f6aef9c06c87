"""Leaky ReLU and PReLU: what is negative is not silenced but made small.

    y = x where x > 0, else a x            dL/dx = dL/dy where x > 0, else a dL/dy
    PReLU learns a:                        dL/da = Σ x dL/dy over all x ≤ 0 that share this a

A ReLU whose input is negative for every sample has no gradient and stays dead; here it has slope a
and comes back. It is the slope that is a on the left: the value is a x, not a. The trap of PReLU is
the sharing: a is one number for all, or one for each channel (axis 1), and its gradient is the sum
over samples and places. Weight decay on a would pull it to 0, a ReLU; leave it out there.
Sources: Maas, Hannun and Ng, 2013; He, Zhang, Ren and Sun, 2015, equation 1.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must

__all__ = ["leaky_relu", "leaky_relu_backward", "prelu", "prelu_backward"]


def leaky_relu(x: Array, slope: float = 0.01) -> Array:
    """x where it is positive and slope · x elsewhere, in the shape and type of x."""
    x = floating("x", x)
    return np.where(x > 0, x, slope * x)


def leaky_relu_backward(dy: Array, x: Array, slope: float = 0.01) -> Array:
    """The gradient by x: dy where x is positive, slope · dy elsewhere (at 0 too)."""
    return np.where(x > 0, dy, slope * dy)


def prelu(x: Array, slope: Array) -> Array:
    """x (N, C, ...) where positive, else times the learned slope, (1,) or (C,) for axis 1."""
    x = floating("x", x)
    return np.where(x > 0, x, _spread(slope, x) * x)


def prelu_backward(dy: Array, x: Array, slope: Array) -> tuple[Array, Array]:
    """The gradients by x, in its shape, and by the slope, (1,) or (C,)."""
    dx = np.where(x > 0, dy, _spread(slope, x) * dy)
    shared = np.where(x > 0, 0, x * dy)
    axes = tuple(axis for axis in range(x.ndim) if axis != 1 or slope.shape == (1,))
    total = shared.sum(axis=axes, dtype=np.result_type(shared, np.float32))
    return dx, total.reshape(slope.shape).astype(slope.dtype)


def _spread(slope: Array, x: Array) -> Array:
    """The slope with an axis for each of x, so that a (C,) meets axis 1 and not the last."""
    channels = x.shape[1] if x.ndim > 1 else 1
    must(
        slope.shape in {(1,), (channels,)},
        f"slope must have shape (1,) or, for each channel on axis 1, ({channels},)",
        f"shape {slope.shape}",
        "np.full(channels, 0.25) is the usual start.",
    )
    return slope.reshape((1, -1) + (1,) * (x.ndim - 2)) if x.ndim > 1 else slope
