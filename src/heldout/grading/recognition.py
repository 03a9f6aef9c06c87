"""Which known mistake a candidate's code makes: the wrong attempt that answers alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from heldout.grading.checks import Checks
from heldout.grading.comparison import difference
from heldout.grading.trial import Failure
from heldout.records import Mistake
from heldout.sandbox import Returned, Session

__all__ = ["WrongAttempt", "recognise", "wrong_attempts"]

_EXPECT = re.compile(r"# expect: ([a-z0-9-]+)\s*$")


@dataclass(frozen=True, slots=True)
class WrongAttempt:
    """A file `attempts/wrong-*.py` and the finding that it must receive."""

    file: Path
    expect: str
    source: str


def wrong_attempts(folder: Path) -> tuple[WrongAttempt, ...]:
    """The wrong attempts beside a question; `expect` is empty where a file does not say."""
    found = []
    for file in sorted((folder / "attempts").glob("wrong-*.py")):
        source = file.read_text(encoding="utf-8")
        match = _EXPECT.match(source.partition("\n")[0])
        found.append(WrongAttempt(file, match[1] if match else "", source))
    return tuple(found)


def recognise(
    checks: Checks,
    failures: Sequence[Failure],
    mistakes: Sequence[Mistake],
    start: Callable[[str], Session],
) -> Mistake | None:
    """The mistake whose attempt gives the candidate's results on every failing case, or None."""
    told = [failure for failure in failures if isinstance(failure.outcome, Returned)]
    if not told:
        return None
    by_name = {mistake.name: mistake for mistake in mistakes}
    for attempt in wrong_attempts(checks.folder):
        if attempt.expect in by_name and _answers_alike(attempt, checks, told, start):
            return by_name[attempt.expect]
    return None


def _answers_alike(
    attempt: WrongAttempt,
    checks: Checks,
    failures: Sequence[Failure],
    start: Callable[[str], Session],
) -> bool:
    with start(attempt.source) as session:
        for failure in failures:
            positional, named = checks.positional(failure.case.arguments)
            outcome = session.call(checks.function, positional, named)
            given = failure.outcome
            if not isinstance(outcome, Returned) or not isinstance(given, Returned):
                return False
            tolerance = checks.tolerance(failure.case.arguments)
            if difference(given.value, outcome.value, tolerance):
                return False
    return True
