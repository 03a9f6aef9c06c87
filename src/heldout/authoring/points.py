"""Hand-placed cases, and the shares of the score: what checks.py declares as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Credit", "Point", "credit", "invalid", "point"]


@dataclass(frozen=True)
class Point:
    """One case with a reason: `says` is the part of the statement that covers it, word for word.

    `raises` names the exception that must come; None where a value must.
    """

    says: str
    arguments: Mapping[str, Any]
    raises: str | None = None


@dataclass(frozen=True)
class Credit:
    """A share of the score, in percent, and what earns it.

    Without `points` it is all ordinary cases and every point that no other share claims; with
    `output` only that one of the returned values counts; with `effects` what counts is that
    arguments stay as they were and results are new.
    """

    percent: int
    what: str  # finishes the sentence "… % for"
    output: str | None = None
    points: tuple[str, ...] = ()
    effects: bool = False


def point(says: str, /, **arguments: Any) -> Point:
    """A case that the statement covers with these words."""
    return Point(says, arguments)


def invalid(says: str, error: str, /, **arguments: Any) -> Point:
    """A case on which the statement demands an exception of this name."""
    return Point(says, arguments, error)


def credit(
    percent: int,
    what: str,
    *,
    output: str | None = None,
    points: tuple[str, ...] = (),
    effects: bool = False,
) -> Credit:
    """One share of the score; all shares together must make 100."""
    return Credit(percent, what, output, points, effects)
