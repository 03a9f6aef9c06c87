"""Where a word stands: attention itself cannot tell, for it is a mean over a set.

    sinusoidal   P[t, 2i] = sin(t ω_i)     P[t, 2i + 1] = cos(t ω_i)     ω_i = 10000^(−2i/E)
    rotary       the pair (x[t, 2i], x[t, 2i + 1]) is turned by the angle t ω_i

Letters: T steps, E numbers for each, an even number. Sinusoids are added to the words once, before
the first layer. Rotary turns queries and keys (not values) in every layer; since turning both by
the same angle changes no product, a score depends on the distance t − s alone.

The traps: sine and cosine are interleaved here, as in the papers, where many programs put all sines
first, or turn the two halves; weights of one do not work with the other. And t ω is made in
float64: near 10,000 two neighbours in float16 are 8 apart, more than a whole turn.

Sources: Vaswani et al., 2017, section 3.5; Su et al., 2021, equation 34 (rotary).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import DTypeLike

from ..shapes import Array, floating, must

__all__ = ["rotary", "rotary_backward", "sinusoidal_positions"]


def sinusoidal_positions(T: int, E: int, dtype: DTypeLike = np.float64) -> Array:
    """P (T, E), to be added to words (N, T, E)."""
    angle = _angles(np.arange(T, dtype=np.float64), E)  # (T, E/2)
    return np.stack([np.sin(angle), np.cos(angle)], axis=-1).reshape(T, E).astype(dtype)


def rotary(x: Array, first: int = 0) -> Array:
    """Queries or keys (..., T, E), each pair turned by its angle; the first stands at `first`."""
    return _turn(floating("x", x), first, 1)


def rotary_backward(dy: Array, first: int = 0) -> Array:
    """The gradient by x (..., T, E): dy turned back, for a rotation's transpose is its inverse."""
    return _turn(dy, first, -1)


def _turn(x: Array, first: int, sign: int) -> Array:
    must(x.ndim >= 2, "x must have shape (..., T, E)", x.shape, "One vector is x[None].")
    T, E = x.shape[-2:]
    angle = _angles(np.arange(first, first + T, dtype=np.float64), E)  # (T, E/2)
    cos, sin = np.cos(angle).astype(x.dtype), (sign * np.sin(angle)).astype(x.dtype)
    even, odd = x[..., 0::2], x[..., 1::2]  # (..., T, E/2)
    turned = np.stack([even * cos - odd * sin, even * sin + odd * cos], axis=-1)
    return turned.reshape(x.shape)


def _angles(t: Array, E: int) -> Array:
    must(E >= 2 and E % 2 == 0, "E must be even", E, "Sines and cosines come in pairs.")
    return t[:, None] * 10000.0 ** (-np.arange(0, E, 2) / E)  # (T, E/2)
