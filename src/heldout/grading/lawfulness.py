"""Whether the candidate's function keeps the laws that its task declares."""

from __future__ import annotations

from collections.abc import Iterator

from heldout.grading.checks import Checks
from heldout.grading.trial import Trial, call, wishes_of
from heldout.sandbox import Returned, Session

__all__ = ["broken_laws"]


def broken_laws(
    session: Session, checks: Checks, trial: Trial, seed: int, tensors: bool = False
) -> Iterator[str]:
    """The sentence of each law that the candidate's function does not keep on this input."""
    assert isinstance(trial.outcome, Returned)
    given, value = trial.case.arguments, trial.outcome.value
    for index, sentence in enumerate(checks.laws):
        changed = checks.ask("further", index, given, [seed, index])
        if changed is None:
            continue
        others = []
        for arguments in changed:
            outcome = call(session, checks, arguments, wishes_of(checks, tensors))
            if not isinstance(outcome, Returned):
                break
            others.append(outcome.value)
        if len(others) == len(changed) and not checks.ask(
            "holds", index, given, value, others, changed
        ):
            yield sentence
