"""From a failing input to a small one that still fails."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from heldout.grading.checks import SIZES, Arguments, Case, Checks
from heldout.grading.trial import Failure

__all__ = ["shrink"]

SECONDS = 0.4  # what a person is ready to wait for a better example
DRAWS = 6  # tries at each size

Trial = Callable[[Case], Failure | None]


def shrink(checks: Checks, failure: Failure, attempt: Trial, seed: int) -> Failure:
    """The smallest failure of the same kind that was found: smaller sizes first, then plainer
    values."""
    deadline = time.monotonic() + SECONDS
    best = failure
    for case in _smaller_draws(checks, seed):
        if time.monotonic() > deadline or _volume(case.arguments) >= _volume(best.case.arguments):
            break
        found = attempt(case)
        if found and found.difference.kind == failure.difference.kind:
            best = found
            break
    while time.monotonic() < deadline:
        plainer = _first_plainer(best, attempt, deadline)
        if plainer is None:
            break
        best = plainer
    return best


def _smaller_draws(checks: Checks, seed: int) -> Iterator[Case]:
    for size in range(1, SIZES + 1):
        for index in range(DRAWS):
            rng = np.random.default_rng([seed, 1_000_000 + size, index])
            yield Case(None, checks.draw(rng, size))


def _first_plainer(failure: Failure, attempt: Trial, deadline: float) -> Failure | None:
    for arguments in _plainer(failure.case.arguments):
        if time.monotonic() > deadline:
            return None
        found = attempt(Case(failure.case.name, arguments))
        if found and found.difference.kind == failure.difference.kind:
            return found
    return None


def _plainer(arguments: Arguments) -> Iterator[Arguments]:
    """The same arguments with the values of one float array rounded: to whole numbers, or to one
    decimal. Each is strictly plainer, so the search ends."""
    for name, value in arguments.items():
        if not isinstance(value, np.ndarray) or value.dtype.kind != "f":
            continue
        for places in (0, 1):
            rounded = _rounded(value, places)
            if not np.array_equal(rounded, value, equal_nan=True):
                yield {**arguments, name: rounded}


def _rounded(value: NDArray[Any], places: int) -> NDArray[Any]:
    rounded = np.round(value, places) + 0.0  # no negative zeros
    return np.asarray(rounded, dtype=value.dtype)


def _volume(arguments: Arguments) -> int:
    """How many numbers a person would have to read."""
    return sum(np.size(value) for value in arguments.values() if value is not None)
