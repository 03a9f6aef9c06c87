"""What `inputs(draw)` of a code task draws one ordinary case with.

Every verdict tries some twenty ordinary cases. What makes a case tell is arranged here, not left to
luck: no two declared sizes are equal, each of them is one in a case of its own, every element type
and every option gets its turn, arrays come in all memory layouts, and the shapes of one case come
twice.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

__all__ = ["LAYOUTS", "Inputs", "InputsFromChance"]

T = TypeVar("T")
LAYOUTS = ("C order", "Fortran order", "every other element", "read-only", "reversed")
GROWTH = 6  # the largest `scale` of an ordinary case
_WORD = (1 << 64) - 1
_CENTRE, _SPREAD = 0.0, 1.0  # of normal numbers, unless the author says so
# The last case of a verdict has the choices of an earlier one, and other numbers: so the shapes of
# one case come twice, and code that keeps something between calls shows it.
_TWIN, _ITS_MODEL = 19, 16
_OPTION_SHARE = 0.6  # how often an option is moved off its default beside its own turn


class Inputs(Protocol):
    """The source of one case. Same calls, same order: that is all an author needs to keep to."""

    scale: int  # from 1 (small) to 6; sizes grow with it

    def sizes(self, *names: str, least: int = 1, most: int | None = None) -> list[int]:
        """One size for each name, all different and at least two, save for the one whose turn it
        is to be `least` (an axis of length one, say)."""

    def integer(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""

    def one_of(self, *items: T) -> T:
        """One of the items; the first is the plainest."""

    def chance(self, probability: float) -> bool:
        """True with that probability."""

    def dtype(self, *names: str) -> str:
        """The element type of this case: each name gets its turn, the first most often."""

    def numbers(
        self, *shape: int, centre: Any = 0.0, spread: Any = 1.0, dtype: str = "float64"
    ) -> NDArray[Any]:
        """Normal numbers about a centre, in some memory layout; centre and spread broadcast."""

    def between(self, low: float, high: float, *shape: int, dtype: str = "float64") -> NDArray[Any]:
        """Numbers spread evenly from low to high, in some memory layout."""

    def whole(self, low: int, high: int, *shape: int, dtype: str = "int64") -> NDArray[Any]:
        """Whole numbers from low to high, both included (labels, say), in some memory layout."""

    def laid_out(self, values: NDArray[Any], dtype: str | None = None) -> NDArray[Any]:
        """Values that the author has made, in some memory layout."""

    def options(self, **choices: Sequence[Any]) -> dict[str, Any]:
        """Some of the optional arguments, each with one of its values; the others stay away, so
        that their defaults are tried."""


class _Chance:
    """A generator that can be set to the stream of each case in turn."""

    def __init__(self) -> None:
        self._bits = np.random.Philox(0)
        self._rng = np.random.Generator(self._bits)

    def begin(self, seed: int, turn: int) -> np.random.Generator:
        """The generator at the beginning of that turn's own stream.

        Philox is made for this: streams of different keys and counters have nothing in common
        (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011).
        """
        state: Any = {
            "bit_generator": "Philox",
            "state": {"counter": (0, 0, 0, turn), "key": (seed & _WORD, seed >> 64 & _WORD)},
            "buffer": (0, 0, 0, 0),
            "buffer_pos": 4,  # all drawn
            "has_uint32": 0,
            "uinteger": 0,
        }
        self._bits.state = state
        return self._rng


class _OfThread(threading.local):
    """One a thread: making one takes longer than a case."""

    def __init__(self) -> None:
        self.chance = _Chance()


_own = _OfThread()


class InputsFromChance:
    """Cases of a verdict: chance from a secret seed, and the turn from the number of the case."""

    def __init__(self, seed: int, turn: int) -> None:
        """One at a time in a thread: the next one takes the generator over."""
        self._turn = _ITS_MODEL if turn == _TWIN else turn
        self._rng = _own.chance.begin(seed, self._turn)
        self._other = _Chance().begin(seed, turn) if turn == _TWIN else None
        self._sizes = self._types = self._arrays = self._options = 0
        self._taken: set[int] = set()
        self.scale = 1 + self._turn % GROWTH

    def sizes(self, *names: str, least: int = 1, most: int | None = None) -> list[int]:
        found = []
        for _ in names:
            top = self.scale + self._sizes + len(names) + 1
            wanted = range(max(2, least), (top if most is None else min(top, most)) + 1)
            free = [size for size in wanted if size not in self._taken] or [max(2, least)]
            size = free[self._below(len(free))]
            # The first cases are plain; then one size after the other is the least it may be.
            if self._sizes == self._turn - 2 and least < 2:
                size = least
            self._taken.add(size)
            self._sizes += 1
            found.append(int(size))
        return found

    def integer(self, low: int, high: int) -> int:
        return int(self._rng.integers(low, high + 1))

    def one_of(self, *items: T) -> T:
        return items[self._below(len(items))]

    def chance(self, probability: float) -> bool:
        return bool(self._rng.random() < probability)

    def dtype(self, *names: str) -> str:
        self._types += 1
        place = (self._turn + self._types) % (2 * len(names))
        return names[place] if place < len(names) else names[0]

    def numbers(
        self, *shape: int, centre: Any = _CENTRE, spread: Any = _SPREAD, dtype: str = "float64"
    ) -> NDArray[Any]:
        values = self._values(lambda rng: rng.standard_normal(shape))
        if spread is not _SPREAD or centre is not _CENTRE:  # they may be arrays
            values = np.asarray(values * spread + centre)
        return self.laid_out(_rounded(values, dtype), dtype)

    def between(self, low: float, high: float, *shape: int, dtype: str = "float64") -> NDArray[Any]:
        return self.laid_out(self._values(lambda rng: rng.uniform(low, high, shape)), dtype)

    def whole(self, low: int, high: int, *shape: int, dtype: str = "int64") -> NDArray[Any]:
        values = self._values(lambda rng: rng.integers(low, high + 1, shape))
        return self.laid_out(values, dtype)

    def laid_out(self, values: NDArray[Any], dtype: str | None = None) -> NDArray[Any]:
        self._arrays += 1
        layout = self._below(2 * len(LAYOUTS)) if self._turn else 0
        return _arranged(np.asarray(values, dtype), layout)

    def options(self, **choices: Sequence[Any]) -> dict[str, Any]:
        kept = {}
        for name, values in choices.items():
            self._options += 1
            own_turn = (self._turn + self._options) % (len(choices) + 1) == 0
            value = values[self._below(len(values))]
            if self._turn and (own_turn or self._rng.random() < _OPTION_SHARE):
                kept[name] = value
        return kept

    def _values(self, draw: Callable[[np.random.Generator], NDArray[Any]]) -> NDArray[Any]:
        """The numbers of an array; a twin draws those of its model as well, to choose like it."""
        values = draw(self._rng)
        return values if self._other is None else draw(self._other)

    def _below(self, bound: int) -> int:
        """A whole number from 0 to below a small bound; `integers` takes three times as long."""
        return int(self._rng.random() * bound)


def _rounded(values: NDArray[Any], dtype: str) -> NDArray[Any]:
    """Whole numbers are rounded, not cut, so that they keep their centre."""
    return np.rint(values) if _is_whole(dtype) else values


@lru_cache(maxsize=64)
def _is_whole(dtype: str) -> bool:
    return np.dtype(dtype).kind in "iu"


def _arranged(array: NDArray[Any], layout: int) -> NDArray[Any]:
    """The same values as a new array in that layout; numbers past the list mean C order."""
    name = LAYOUTS[layout] if layout < len(LAYOUTS) else LAYOUTS[0]
    if name == "Fortran order":
        return np.array(array, order="F")  # asfortranarray would make a number one-dimensional
    if name == "every other element" and array.ndim:
        wide = np.zeros((*array.shape[:-1], 2 * array.shape[-1]), dtype=array.dtype)
        wide[..., ::2] = array
        return wide[..., ::2]
    if name == "reversed" and array.ndim:
        return np.array(array[..., ::-1])[..., ::-1]
    plain = np.array(array, order="C")
    plain.flags.writeable = name != "read-only"
    return plain
