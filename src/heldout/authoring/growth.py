"""What a function may cost as its input grows: never an absolute time.

`steps` counts the lines of the candidate's own Python that are executed, which is the same on
every machine; `time` compares processor time between sizes that are tried in turns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

__all__ = ["Growth", "steps", "time"]


@dataclass(frozen=True)
class Growth:
    """The cost may grow at most like size ** power, between any two of the sizes."""

    says: str  # the part of the statement that demands it
    measure: Literal["steps", "time"]
    power: float
    sizes: tuple[int, ...]
    arguments: Callable[[int], Mapping[str, Any]]


def steps(
    says: str, power: float, sizes: Sequence[int], arguments: Callable[[int], Mapping[str, Any]]
) -> Growth:
    """The number of Python lines executed may grow like size ** power; 0 means no loop over it."""
    return Growth(says, "steps", power, tuple(sizes), arguments)


def time(
    says: str, power: float, sizes: Sequence[int], arguments: Callable[[int], Mapping[str, Any]]
) -> Growth:
    """Processor time may grow like size ** power; choose sizes whose work outweighs the call."""
    return Growth(says, "time", power, tuple(sizes), arguments)
