"""A cache of keys and values: what a model that writes need not compute again.

    keep      K ← [K; k]     V ← [V; v]          the new step's own come last
    look      y = attention(q, K, V)             each new query up to its own step

Letters: N samples, H heads, T new steps, S steps kept, E and F the widths of a head. Under a causal
mask earlier outputs never change, so only the new queries are worked out: for S steps of writing
O(S²) pairs in all instead of O(S³). The price is memory: 2 · layers · heads · S · E numbers for
each sample.

The traps: a query's own key must be kept *before* it looks, positions go on from S and do not
begin at 0 again, and of several new steps each may look at the kept ones and those before it. The
room doubles when it is full: appending by `concatenate` would copy everything at every step.

Source: Shazeer, 2019, section 2.4.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, ShapeError, floating, must, sizes
from .scaled_dot_product import attention

__all__ = ["KeyValueCache"]


class KeyValueCache:
    """Begins empty; `len(cache)` is the number of steps kept, and the next one's position."""

    def __init__(self) -> None:
        self._keys: Array | None = None  # (N, H, room, E), filled up to _steps
        self._values: Array | None = None
        self._steps = 0

    def __len__(self) -> int:
        return self._steps

    @property
    def keys(self) -> Array:
        """(N, H, S, E), of the steps kept so far."""
        return _filled(self._keys)[:, :, : self._steps]

    @property
    def values(self) -> Array:
        """(N, H, S, F), of the steps kept so far."""
        return _filled(self._values)[:, :, : self._steps]

    def append(self, k: Array, v: Array) -> None:
        """Keeps copies of the keys (N, H, T, E) and values (N, H, T, F) of T more steps."""
        k, v = floating("k", k), floating("v", v)
        N, H, T, _ = sizes("k", k, "N H T E")
        must(v.shape[:3] == (N, H, T), "v must have k's first three axes", v.shape, "One a key.")
        self._keys = _grown(self._keys, k, self._steps)
        self._values = _grown(self._values, v, self._steps)
        self._steps += T

    def attend(self, q: Array) -> Array:
        """Outputs (N, H, T, F) of the T newest steps' queries (N, H, T, E), each up to its own."""
        T = sizes("q", q, "N H T E")[2]
        S = self._steps
        must(T <= S, "keys must be appended before their queries look", f"{T} of {S}", "Append.")
        y, _ = attention(q, self.keys, self.values, np.tri(T, S, S - T, dtype=np.bool_))
        return y


def _filled(kept: Array | None) -> Array:
    if kept is None:
        raise ShapeError(
            "nothing is kept yet; given: an empty cache. Append keys and values first."
        )
    return kept


def _grown(kept: Array | None, more: Array, steps: int) -> Array:
    """Room for what is kept and for more, which is written behind it."""
    if kept is None:
        kept = np.empty((*more.shape[:2], 0, more.shape[3]), more.dtype)
    N, H, room, E = kept.shape
    must(
        (*more.shape[:2], more.shape[3]) == (N, H, E),
        f"each step must be like the first, ({N}, {H}, T, {E})",
        more.shape,
        "One cache serves one batch.",
    )
    end = steps + more.shape[2]
    if end > room:
        wider = np.empty((N, H, max(2 * room, end), E), more.dtype)
        wider[:, :, :steps] = kept[:, :, :steps]
        kept = wider
    kept[:, :, steps:end] = more
    return kept
