"""RMS normalization: each sample divided by its root mean square, and nothing subtracted.

    y = γ x / r,   r = √(mean(x²) + ε)   over the D features of one sample
    dL/dx = (g − x̂ mean(g x̂)) / r,   g = γ dL/dy,   x̂ = x / r

Letters: D features on the last axis; any axes before it (samples, steps). It is layer
normalization without the mean and without β: the length of the sample is fixed, its direction
kept. The trap is the square. It needs twice the exponent, so float16 overflows at 256 and float32
at 1.8 · 10¹⁹; here squares are summed in float64. On the way back there is no mean taken from g,
for none was subtracted, and the gradient is perpendicular to x but for ε.
Source: Zhang and Sennrich, 2019, equation 4 (ε under the root, as everywhere since).
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must

__all__ = ["rms_norm", "rms_norm_backward"]

Cache = tuple[Array, Array, Array]


def rms_norm(x: Array, gamma: Array, *, epsilon: float = 1e-6) -> tuple[Array, Cache]:
    """Outputs like x (..., D), for γ (D,), and what backward needs."""
    x = floating("x", x)
    D = x.shape[-1] if x.ndim else 0
    must(
        gamma.shape == (D,),
        f"gamma must have shape ({D},), the last axis of x",
        f"shape {gamma.shape}",
        "Every feature has a scale of its own.",
    )
    wide = x.astype(np.float64)
    r = np.sqrt((wide * wide).mean(axis=-1, keepdims=True) + epsilon)  # (..., 1)
    kind = np.result_type(x, np.float32)
    x_hat = (wide / r).astype(kind)
    return (x_hat * gamma).astype(x.dtype, copy=False), (x_hat, r, gamma)


def rms_norm_backward(dy: Array, cache: Cache) -> tuple[Array, Array]:
    """Gradients by x (..., D) and γ (D,), the latter summed over all samples."""
    x_hat, r, gamma = cache
    dgamma = (dy * x_hat).sum(axis=tuple(range(dy.ndim - 1)))  # (D,)
    g = dy * gamma
    dx = (g - x_hat * (g * x_hat).mean(axis=-1, keepdims=True)) / r
    return dx.astype(dy.dtype, copy=False), dgamma.astype(dy.dtype)
