"""A case made from a list of small whole numbers: what shrinking makes smaller.

Zeros give the plainest case that the author's `inputs` can make: the smallest sizes, the first of
every choice, whole numbers in C order. So a list that is smaller is a case that is easier to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

__all__ = ["HIGHEST", "LENGTH", "InputsFromChoices"]

T = TypeVar("T")
LENGTH = 24  # choices a case
HIGHEST = 63  # each from 0 to this
# Plain, unlike their neighbours and without a pattern that a mistake could hide behind.
_PLAIN = (1.0, 2.0, -1.0, 3.0, 0.0, -2.0, 4.0, -3.0, 5.0, 1.5, -4.0, 0.5)


class InputsFromChoices:
    """The same calls as any source of inputs, answered by the choices in their order; once they
    are used up, by zeros."""

    def __init__(self, choices: Iterable[int]) -> None:
        self._choices = iter(choices)
        self._taken: set[int] = set()
        self.scale = 1

    def _next(self) -> int:
        return next(self._choices, 0)

    def sizes(self, *names: str, least: int = 1, most: int | None = None) -> list[int]:
        found = []
        for _ in names:
            size = max(2, least) + self._next() % 4
            # Two that differ tell most axes apart; were all to differ, the case could not be read.
            while len(self._taken) < 2 and size in self._taken:
                size += 1
            size = size if most is None else min(size, most)
            if least < 2 and self._next() % 4 == 3 and least not in self._taken:
                size = least
            self._taken.add(size)
            found.append(size)
        return found

    def integer(self, low: int, high: int) -> int:
        return low + self._next() % (high - low + 1)

    def one_of(self, *items: T) -> T:
        return items[self._next() % len(items)]

    def chance(self, probability: float) -> bool:
        return self._next() > HIGHEST * (1.0 - probability)

    def dtype(self, *names: str) -> str:
        return self.one_of(*names)

    def numbers(
        self, *shape: int, centre: Any = 0.0, spread: Any = 1.0, dtype: str = "float64"
    ) -> NDArray[Any]:
        plain = self._plain(shape)
        middle, width = np.asarray(centre, dtype=float), np.asarray(spread, dtype=float)
        if self._next() % 4 == 0:  # as plain as it gets, on the scale that was asked for
            middle, width = np.rint(middle), np.where(width > 4.0, np.rint(width), 1.0)
        return np.asarray(np.round(plain * width + middle, 9)).astype(dtype)

    def between(self, low: float, high: float, *shape: int, dtype: str = "float64") -> NDArray[Any]:
        parts = (self._plain(shape) + 4.0) / 9.0  # from 0 to 1, in ninths
        return np.round(low + (high - low) * parts, 2).clip(low, high).astype(dtype)

    def whole(self, low: int, high: int, *shape: int, dtype: str = "int64") -> NDArray[Any]:
        steps = np.arange(int(np.prod(shape))).reshape(shape) + self._next()
        return np.asarray(low + steps % (high - low + 1)).astype(dtype)

    def laid_out(self, values: NDArray[Any], dtype: str | None = None) -> NDArray[Any]:
        return np.array(values, dtype, order="C")

    def options(self, **choices: Sequence[Any]) -> dict[str, Any]:
        return {
            name: values[self._next() % len(values)]
            for name, values in choices.items()
            if self._next() % 4 == 3
        }

    def _plain(self, shape: tuple[int, ...]) -> NDArray[np.float64]:
        """Entries from the table, which one choice starts at another place."""
        start = self._next()
        places = (np.arange(int(np.prod(shape))) + start) % len(_PLAIN)
        return np.asarray(np.array(_PLAIN)[places].reshape(shape), dtype=np.float64)
