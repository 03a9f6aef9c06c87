"""A watch on the numbers themselves: NaN, infinity, and weights that grow without end.

    alarm when the loss or a weight is not finite, or ‖w‖ > limit · max(‖w₀‖, 1)

The NaN that is seen is rarely the first: a rate above 2/λ multiplies the weights by a constant each
step, for hundreds of steps, until they overflow, and ∞ − ∞ is the NaN. So the weights are watched,
not only the loss; the alarm comes while all is still finite and the step that began it can be
found. The trap: `nan > limit` is False, and so is every comparison with NaN; ask for what must hold
(`norm <= limit`) and alarm when it does not.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..shapes import Parameters

__all__ = ["Alarm", "GrowthMonitor"]


class Alarm(NamedTuple):
    """At which step, what (a parameter's name, or "loss"), and what is wrong with it."""

    step: int
    name: str
    says: str


class GrowthMonitor:
    """Remembers how large the parameters were at the start."""

    def __init__(self, parameters: Parameters, *, limit: float = 100.0) -> None:
        self.limit = limit
        self.steps = 0
        self.start = {name: max(_norm(array), 1.0) for name, array in parameters.items()}
        self.alarms: list[Alarm] = []

    def check(self, parameters: Parameters, loss: float) -> list[Alarm]:
        """What is wrong after this step; nothing is the good answer. Kept in `alarms` too."""
        new = []
        if not np.isfinite(loss):
            new.append(Alarm(self.steps, "loss", f"is {loss}"))
        for name, array in parameters.items():
            bad = int(array.size - np.isfinite(array).sum())
            if bad:
                new.append(Alarm(self.steps, name, f"has {bad} of {array.size} not finite"))
            elif not (growth := _norm(array) / self.start[name]) <= self.limit:
                new.append(Alarm(self.steps, name, f"has grown {growth:.3g} times"))
        self.steps += 1
        self.alarms += new
        return new


def _norm(array: np.ndarray) -> float:
    largest = float(np.abs(array).max(initial=0))
    if largest == 0 or not np.isfinite(largest):
        return largest
    return largest * float(np.linalg.norm(array.astype(np.float64) / largest))
