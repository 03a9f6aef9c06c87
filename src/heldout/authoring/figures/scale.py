"""Where a value lies along an axis, and which round values are written at it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Scale", "ticks"]


def ticks(low: float, high: float, count: int = 6) -> list[float]:
    """About that many steps of a round size, both ends included where they are round."""
    rough = (high - low) / count
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [round(place * step, 12) + 0.0 for place in range(first, last + 1)]


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from `low` to `high`, drawn from place `start` to place `stop`."""

    low: float
    high: float
    start: float
    stop: float
    log: bool = False

    def at(self, value: float) -> float:
        """The place of the value."""
        low, high = self._turned(self.low), self._turned(self.high)
        share = (self._turned(value) - low) / (high - low)
        return self.start + share * (self.stop - self.start)

    def holds(self, value: float) -> bool:
        """Whether the value lies on the axis."""
        slack = 1e-9 * (self.high - self.low)
        return self.low - slack <= value <= self.high + slack

    def round_values(self, count: int) -> Sequence[float]:
        """What is written at it: powers of ten on a logarithmic axis."""
        if not self.log:
            return ticks(self.low, self.high, count)
        first = math.ceil(math.log10(self.low) - 1e-9)
        last = math.floor(math.log10(self.high) + 1e-9)
        return [10.0**power for power in range(first, last + 1)]

    def _turned(self, value: float) -> float:
        return math.log10(value) if self.log else value
