"""InfoNCE of two views: each row shall find its partner among all rows of the other view.

    u = z / ‖z‖ row by row          S = u₁ u₂ᵀ / τ   (N, N), partners on the diagonal
    L = ½ [CE(S, 0 … N−1) + CE(Sᵀ, 0 … N−1)]
    dL/dS = ½ [softmax over rows + softmax over columns − 2 I] / N
    dL/dz = (g − u (u·g)) / ‖z‖      g = dL/du: what lies along z itself changes nothing

As CLIP trains it: a classifier with N classes, both ways. The traps: without the lengths taken out
the loss falls by longer vectors; the temperature divides, so a small one sharpens; and one
direction alone lets many rows of one view share a partner. Two views only: within one view
(SimCLR), a row must not meet itself. The loss starts at log N, and the number of pairs matters.
Sources: van den Oord, Li and Vinyals, 2018; Radford and others, 2021.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, must, sizes
from .cross_entropy import cross_entropy
from .pairs import paired

__all__ = ["info_nce"]


def info_nce(z1: Array, z2: Array, temperature: float = 0.1) -> tuple[float, tuple[Array, Array]]:
    """The mean of both directions over N pairs, and its gradients by z1 and z2 (N, D)."""
    one, two, kind = paired(z1, z2)
    N, _ = sizes("z1", one, "N D")
    must(temperature > 0, "temperature must be above 0", temperature, "0.07 to 0.5 is usual.")
    lengths = [np.linalg.norm(z, axis=1, keepdims=True) for z in (one, two)]  # (N, 1)
    must(all((length > 0).all() for length in lengths), "no row may be 0", "one is", "It has none.")
    u, v = one / lengths[0], two / lengths[1]  # (N, D)
    scores = u @ v.T / temperature  # (N, N)
    forth, dforth = cross_entropy(scores, np.arange(N))
    back, dback = cross_entropy(scores.T, np.arange(N))
    dscores = (dforth + dback.T) / (2 * temperature)
    du, dv = dscores @ v, dscores.T @ u  # (N, D)
    dz1 = (du - u * (u * du).sum(axis=1, keepdims=True)) / lengths[0]
    dz2 = (dv - v * (v * dv).sum(axis=1, keepdims=True)) / lengths[1]
    return (forth + back) / 2, (dz1.astype(kind), dz2.astype(kind))
