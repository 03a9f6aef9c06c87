"""Which known mistake a candidate's code makes: the wrong attempt that answers alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from heldout.grading.assessment import Failure
from heldout.grading.checks import Checks
from heldout.grading.comparison import difference
from heldout.grading.examination import Starter
from heldout.grading.fields import Tolerance
from heldout.grading.trial import Answer, Trial, call, wishes_of
from heldout.records import Mistake
from heldout.sandbox import Raised, Returned, Session

__all__ = ["WrongAttempt", "recognise", "wrong_attempts"]

_EXPECT = re.compile(r"(?:#|//) expect: ([a-z0-9-]+)\s*$")


@dataclass(frozen=True, slots=True)
class WrongAttempt:
    """A file `attempts/wrong-*` and the finding that it must receive."""

    file: Path
    expect: str
    source: str


def wrong_attempts(folder: Path) -> tuple[WrongAttempt, ...]:
    """The wrong attempts beside a question; `expect` is empty where a file does not say."""
    found = []
    files = (folder / "attempts").glob("wrong-*")
    for file in sorted(file for file in files if file.suffix in (".py", ".cpp")):
        source = file.read_text(encoding="utf-8")
        match = _EXPECT.match(source.partition("\n")[0])
        found.append(WrongAttempt(file, match[1] if match else "", source))
    return tuple(found)


def recognise(
    checks: Checks,
    failures: Sequence[Failure],
    passed: Sequence[Trial],
    mistakes: Sequence[Mistake],
    starter: Starter,
    tensors: bool,
) -> Mistake | None:
    """The mistake whose attempt gives the candidate's results on every failing case, or None; of
    several, the first that gives them on the cases that passed as well."""
    told = [item for item in failures if isinstance(item.trial.outcome, Returned | Raised)]
    if not told:
        return None
    by_name = {mistake.name: mistake for mistake in mistakes}
    found = None
    for attempt in wrong_attempts(checks.folder):
        mistake = by_name.get(attempt.expect)
        if mistake is None:
            continue
        with replace(starter, source=attempt.source).start() as session:
            known = _Known(session, checks, tensors)
            if all(map(known.fails_alike, told)):
                if all(map(known.answers_alike, passed)):
                    return mistake
                found = found or mistake
    return found


@dataclass(frozen=True, slots=True)
class _Known:
    """A process with a wrong attempt in it, asked what a candidate was asked."""

    session: Session
    checks: Checks
    tensors: bool

    def answers_alike(self, trial: Trial) -> bool:
        """Whether it answers as the candidate did."""
        return _is_alike(trial.outcome, self._answer(trial), self._tolerance(trial))

    def fails_alike(self, failure: Failure) -> bool:
        """The same for a case that the candidate failed."""
        trial, answer = failure.trial, self._answer(failure.trial)
        if not _is_alike(trial.outcome, answer, self._tolerance(trial)):
            return False
        # Right values with a property broken, such as the type: then only types can tell.
        beside = self.checks.unique and failure.difference.kind == "broken-law"
        return not beside or _types(trial.outcome) == _types(answer)

    def _answer(self, trial: Trial) -> Answer:
        wishes = wishes_of(self.checks, self.tensors)
        return call(self.session, self.checks, trial.case.arguments, wishes)

    def _tolerance(self, trial: Trial) -> Tolerance:
        return self.checks.tolerance(trial.case.arguments)


def _types(answer: Answer) -> list[str]:
    """The element types of all arrays in a result."""
    waiting: list[Any] = [answer.value if isinstance(answer, Returned) else None]
    found = []
    while waiting:
        value = waiting.pop()
        if isinstance(value, list | tuple):
            waiting.extend(value)
        elif isinstance(value, np.ndarray):
            found.append(str(value.dtype))
    return found


def _is_alike(given: Answer, known: Answer, tolerance: Tolerance) -> bool:
    """The same result, or the same exception with the same words."""
    if isinstance(given, Returned) and isinstance(known, Returned):
        return difference(given.value, known.value, tolerance) is None
    if isinstance(given, Raised) and isinstance(known, Raised):
        return (given.type, given.message) == (known.type, known.message)
    return False
