"""Dead units: those that answer nothing, whatever they are shown.

    unit k is dead when h_{n,k} = 0 for every sample n of the data          (ReLU: z ≤ 0 everywhere)

Its gradient is 0 as well, so that it never comes back: one step too long in its bias is enough. The
trap is to look at one batch: a unit that is silent there may be the one that knows the rare class,
so the activations of the whole set are gathered, batch by batch. A unit that is constant but not 0
(a saturated tanh) carries as little; `spread` finds both. Convolutions: a unit is a channel, silent
at every place; put channels last.
Source: Maas, Hannun and Ng, 2013, section 3; Lu et al., 2020.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, must

__all__ = ["DeadUnits"]


class DeadUnits:
    """Feed it activations (..., K) of one layer; it keeps the range of each of the K units."""

    def __init__(self) -> None:
        self.low: Array | None = None
        self.high: Array | None = None

    def record(self, activations: Array) -> None:
        """Take in the activations of a batch, units on the last axis."""
        must(activations.ndim >= 2, "activations must be (..., K)", activations.shape, "h[None]?")
        flat = activations.reshape(-1, activations.shape[-1])  # (N, K)
        if not len(flat):
            return
        low, high = flat.min(axis=0), flat.max(axis=0)  # (K,)
        if self.low is not None and self.high is not None:
            must(low.shape == self.low.shape, f"units: {self.low.shape}", low.shape, "One layer.")
            low, high = np.minimum(low, self.low), np.maximum(high, self.high)
        self.low, self.high = low, high

    def dead(self) -> np.ndarray:
        """Which units were 0 on all samples seen: booleans (K,)."""
        low, high = self._seen()
        return (low == 0) & (high == 0)

    def constant(self, tolerance: float = 0.0) -> np.ndarray:
        """Which units never moved by more than the tolerance, dead ones among them: (K,)."""
        low, high = self._seen()
        return high - low <= tolerance

    def share(self) -> float:
        """The share of dead units, from 0 to 1."""
        return float(self.dead().mean())

    def _seen(self) -> tuple[Array, Array]:
        if self.low is None or self.high is None:
            must(False, "a detector must have seen activations", "none", "Call record first.")
            raise AssertionError
        return self.low, self.high
