"""Random draws that come out the same on every machine and with every version.

NumPy may change its distributions between releases, and Python promises only `random()`: so all
draws are made from that one stream, by arithmetic that is written down here.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import TypeVar

__all__ = ["Draw"]

T = TypeVar("T")


class Draw:
    """The source of chance for one variant, fixed by the question's id and the seed."""

    def __init__(self, question_id: str, seed: int) -> None:
        self.origin = (question_id, seed)  # made of the same, another draws the same
        # A string seed is hashed with SHA-512 (`random.seed`, version 2), alike everywhere.
        self._stream = random.Random(f"{question_id}:{seed}")

    def integer(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        if low > high:
            raise ValueError(f"low must not exceed high; given {low} and {high}")
        return low + int(self._stream.random() * (high - low + 1))

    def decimal(self, low: float, high: float, places: int) -> float:
        """A multiple of 10^-places from low to high, both included when they are such multiples."""
        unit = float(10**places)
        # 0.07 * 100 is 7.000000000000001: within a billionth, a bound counts as a multiple.
        first, last = math.ceil(low * unit - 1e-9), math.floor(high * unit + 1e-9)
        if first > last:
            raise ValueError(f"no number with {places} decimals lies between {low} and {high}")
        return self.integer(first, last) / unit

    def choice(self, items: Sequence[T]) -> T:
        """One of the items."""
        if len(items) == 0:
            raise ValueError("there must be at least one item to choose from; given none")
        return items[self.integer(0, len(items) - 1)]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in a random order (Fisher-Yates), in a new list."""
        mixed = list(items)
        for last in range(len(mixed) - 1, 0, -1):
            other = self.integer(0, last)
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed

    def sample(self, items: Sequence[T], count: int) -> list[T]:
        """That many different items, in random order."""
        if not 0 <= count <= len(items):
            raise ValueError(f"count must lie between 0 and {len(items)}; given {count}")
        return self.shuffled(items)[:count]

    def chance(self, probability: float) -> bool:
        """True with that probability."""
        return self._stream.random() < probability

    def sign(self) -> int:
        """-1 or 1."""
        return 1 if self.chance(0.5) else -1
