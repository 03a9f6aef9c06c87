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
from heldout.grading.trial import Answer, call, wishes_of
from heldout.records import Mistake
from heldout.sandbox import Raised, Returned

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
    mistakes: Sequence[Mistake],
    starter: Starter,
    tensors: bool,
) -> Mistake | None:
    """The mistake whose attempt gives the candidate's results on every failing case, or None."""
    told = [item for item in failures if isinstance(item.trial.outcome, Returned | Raised)]
    if not told:
        return None
    by_name = {mistake.name: mistake for mistake in mistakes}
    for attempt in wrong_attempts(checks.folder):
        if attempt.expect in by_name and _answers_alike(attempt, checks, told, starter, tensors):
            return by_name[attempt.expect]
    return None


def _answers_alike(
    attempt: WrongAttempt,
    checks: Checks,
    failures: Sequence[Failure],
    starter: Starter,
    tensors: bool,
) -> bool:
    with replace(starter, source=attempt.source).start() as session:
        for failure in failures:
            trial = failure.trial
            arguments = trial.case.arguments
            outcome = call(session, checks, arguments, wishes_of(checks, tensors))
            if not _is_alike(trial.outcome, outcome, checks.tolerance(arguments)):
                return False
            # Right values with a property broken, such as the type: then only types can tell.
            beside = checks.unique and failure.difference.kind == "broken-law"
            if beside and _types(trial.outcome) != _types(outcome):
                return False
    return True


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
