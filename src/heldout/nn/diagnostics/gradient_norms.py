"""The norm of the gradient, layer by layer: does the signal reach the first of them?

    r_l = ‖g_l‖/√n_l          n_l entries; vanishing: r_first/r_last ≪ 1
                              exploding: ≫ 1, or max r ≫ the median of r

Backwards a signal is multiplied at each layer by weights and slopes: sigmoids by at most ¼, so that
20 of them leave about 10⁻¹² of it. The traps: the norm of all together is that of the last layers
and shows nothing; the norm itself grows with the number of entries, so that layers are compared by
the root mean square, as here; and Adam, which divides the size out, hides the symptom.
Source: Bengio, Simard and Frasconi, 1994; Glorot and Bengio, 2010, figure 7.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Parameters, must

__all__ = ["GradientMonitor", "gradient_sizes"]


def gradient_sizes(gradients: Parameters) -> dict[str, float]:
    """The root mean square of each gradient, in the order of their names; inf or nan if any is."""
    sizes = {}
    for name, g in gradients.items():
        largest = float(np.abs(g).max(initial=0))
        safe = largest if 0 < largest < np.inf else 1.0  # so that no square overflows
        square = np.mean(np.square(g.astype(np.float64) / safe)) if g.size else 0.0
        sizes[name] = safe * float(square) ** 0.5
    return sizes


class GradientMonitor:
    """Feed it the gradients of each step; it keeps their sizes by name."""

    def __init__(self) -> None:
        self.log: dict[str, list[float]] = {}

    def record(self, gradients: Parameters) -> None:
        """Take the sizes of this step's gradients."""
        for name, size in gradient_sizes(gradients).items():
            self.log.setdefault(name, []).append(size)

    def medians(self) -> dict[str, float]:
        """The median size of each gradient over the steps at which it was finite; else nan."""
        must(bool(self.log), "a monitor must have seen gradients", "none", "Call record first.")
        finite = {name: [s for s in sizes if s < np.inf] for name, sizes in self.log.items()}
        return {name: float(np.median(s)) if s else float("nan") for name, s in finite.items()}

    def ratio(self, first: str, last: str) -> float:
        """How large the first layer's gradient is beside the last's: near 1 is healthy."""
        medians = self.medians()
        must(first in medians and last in medians, "both must be logged", (first, last), "Look.")
        return medians[first] / medians[last] if medians[last] else float("nan")

    def spikes(self, factor: float = 10.0) -> list[int]:
        """The steps at which some gradient was not finite or that many times its median."""
        found = set()
        for name, median in self.medians().items():
            sizes = np.array(self.log[name])
            found |= set(np.flatnonzero(~(sizes <= factor * median)).tolist())  # nan is not ≤
        return sorted(found)
