"""From a failing input to the smallest one that Hypothesis finds in the time a person waits."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from heldout.authoring.replay import HIGHEST, LENGTH
from heldout.errors import JudgeClosed, JudgeLost, PackError
from heldout.grading.assessment import Failure
from heldout.grading.checks import Arguments, Case, Checks

__all__ = ["shrink", "warm"]

SECONDS = 0.4  # what a person is ready to wait for a better example
EXAMPLES = 60  # tries to fail at all with a replayed input

Attempt = Callable[[Case], Failure | None]


class _TimeIsUp(BaseException):
    """Leaves Hypothesis, which swallows no exception of this kind."""


def warm() -> None:
    """Load Hypothesis, which takes longer than a verdict, before somebody waits for it."""
    import hypothesis  # noqa: F401


def shrink(checks: Checks, failure: Failure, attempt: Attempt, seed: int) -> Failure:
    """The smallest failure of the same kind that was found; hand-placed cases are small already."""
    if failure.trial.case.name is not None:
        return failure
    search = _Search(checks, failure, attempt, time.monotonic() + SECONDS)
    with contextlib.suppress(_TimeIsUp):  # then the best so far is what there is
        search.run(seed)
    if search.end is not None:
        raise search.end
    return search.best


class _Search:
    """Remembers the smallest failure that any example showed."""

    def __init__(self, checks: Checks, failure: Failure, attempt: Attempt, deadline: float) -> None:
        self.checks, self.attempt, self.deadline = checks, attempt, deadline
        self.best = failure
        self.kind = failure.difference.kind
        self.end: JudgeClosed | JudgeLost | None = None  # what took the judge away
        self._seen: dict[tuple[int, ...], bool] = {}

    def run(self, seed: int) -> None:
        """Let Hypothesis look for choices that fail, and make them smaller."""
        import random

        from hypothesis import HealthCheck, Phase, find, settings
        from hypothesis import strategies as st
        from hypothesis.errors import NoSuchExample

        for guess in _plain_guesses():
            self.fails(guess)
        choices = st.lists(st.integers(0, HIGHEST), min_size=LENGTH, max_size=LENGTH)
        quiet = settings(
            max_examples=EXAMPLES,
            database=None,
            deadline=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        )
        try:
            find(choices, self.fails, settings=quiet, random=random.Random(seed))
        except NoSuchExample:
            return  # the failure needs more than a plain input: it is shown as it came

    def fails(self, choices: Sequence[int]) -> bool:
        """Whether the case of these choices fails in the same way."""
        key = tuple(choices)
        if key not in self._seen:
            if time.monotonic() > self.deadline:
                raise _TimeIsUp
            self._seen[key] = self._try(key)
        return self._seen[key]

    def _try(self, choices: tuple[int, ...]) -> bool:
        try:
            case = self.checks.replay(choices)
        except PackError:
            return False  # sizes that this task does not have
        try:
            found = self.attempt(case)
        except (JudgeClosed, JudgeLost) as error:  # Hypothesis would take it for what it looks for
            self.end = error
            raise _TimeIsUp from error
        if found is None or found.difference.kind != self.kind:
            return False
        if _weight(case.arguments) <= _weight(self.best.trial.case.arguments):
            self.best = found
        return True


def _plain_guesses() -> Iterator[tuple[int, ...]]:
    """The plainest case of all, then those with one thing about them: most mistakes show in one,
    and they are tried in less time than Hypothesis takes to begin."""
    yield (0,) * LENGTH
    for place in range(LENGTH):
        for choice in (3, 7):  # an option or a size of one, and another type, value or size
            yield tuple(choice if other == place else 0 for other in range(LENGTH))


def _weight(arguments: Arguments) -> tuple[int, int, float]:
    """How much a person would have to read: digits, numbers, and how large they are."""
    values = [np.asarray(leaf) for leaf in _leaves(list(arguments.values())) if leaf is not None]
    numbers = [value for value in values if value.dtype.kind in "biuf"]
    digits = sum(len(repr(item)) for value in numbers for item in value.ravel().tolist())
    return digits, sum(value.size for value in values), sum(map(_size, numbers))


def _leaves(value: Any) -> Iterator[Any]:
    """The arrays and single values in lists, tuples and dicts, which may be of any shapes."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if not isinstance(value, list | tuple):
        yield value
        return
    for item in value:
        yield from _leaves(item)


def _size(values: Any) -> float:
    finite = values[np.isfinite(values)] if values.dtype.kind == "f" else values
    return float(np.abs(finite.astype(float)).sum())
