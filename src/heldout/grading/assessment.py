"""What is wrong with one answer, as a whole or for one share of the score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from heldout.authoring.points import Credit
from heldout.grading.checks import Case, Checks
from heldout.grading.comparison import Difference, difference, largest_difference
from heldout.grading.fields import Tolerance
from heldout.grading.lawfulness import broken_laws
from heldout.grading.listing import DIGITS, list_arguments, list_pair, list_value
from heldout.grading.trial import Oracle, Trial, put_alone
from heldout.records import Evidence
from heldout.sandbox import Missing, Raised, Returned, Session, Stopped

__all__ = ["Failure", "assess", "concerns", "is_well_formed", "try_case"]

_CONDITION_SAFETY = 4.0  # times what moving the inputs by a few last digits does to the result
_CONDITION_SEED = 1  # the moves are the same for every candidate
_NOT_OF_VALUES = ("growth", "forbidden-call")  # no result was compared
_ANYTHING = Tolerance(float("inf"))  # for shapes and types alone
_LAW_SEED = 1  # what a law changes, where a single case is tried


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that went wrong: how, what was expected, and what the process answered."""

    trial: Trial
    difference: Difference
    tolerance: Tolerance | None = None

    def evidence(self) -> tuple[Evidence, ...]:
        """Input, expected, received and the words of the statement, ready to be shown."""
        case, outcome = self.trial.case, self.trial.outcome
        shown = [Evidence("Input", list_arguments(case.arguments))]
        if case.says:
            shown.insert(0, Evidence("The statement says", _plain(case.says)))
        if self.difference.kind in _NOT_OF_VALUES and isinstance(outcome, Returned):
            return tuple(shown)
        if case.raises:
            shown.append(Evidence("Expected", f"raises {case.raises}"))
        elif isinstance(outcome, Returned):
            expected, given = list_pair(self.trial.expected, outcome.value)
            shown += [Evidence("Expected", expected), Evidence("Yours", given)]
            shown += self._distance(outcome.value)
        else:
            shown.append(Evidence("Expected", list_value(self.trial.expected, DIGITS)))
        if case.raises and isinstance(outcome, Returned):
            shown.append(Evidence("Yours", list_value(outcome.value, DIGITS)))
        if isinstance(outcome, Raised):
            error = f"{outcome.type}: {outcome.message}"
            shown.append(Evidence("Error", outcome.traceback or error))
        if isinstance(outcome, Stopped):
            shown.append(Evidence("What happened", outcome.detail))
        if not isinstance(outcome, Missing) and outcome.printed:
            shown.append(Evidence("Printed", outcome.printed))
        return tuple(shown)

    def _distance(self, value: Any) -> list[Evidence]:
        """How far off and how much is allowed, where numbers were compared."""
        if self.difference.kind != "wrong-value" or self.tolerance is None:
            return []
        far = largest_difference(value, self.trial.expected)
        if far is None:
            return []
        return [Evidence("Largest difference", f"{far:.3g}; allowed: {self.tolerance}")]


def is_well_formed(checks: Checks, trial: Trial) -> bool:
    """Whether the result has the shapes and types of the reference's: only then do laws mean
    anything."""
    if trial.case.raises or not isinstance(trial.outcome, Returned):
        return False  # where an error must come, there is no result to be like
    found = _compared(checks, trial.outcome.value, trial.expected, _ANYTHING, None)
    return found is None or found.kind == "not-finite"


def concerns(share: Credit, trial: Trial, claimed: Sequence[str]) -> bool:
    """Whether the share looks at that case; `claimed` are the points that shares have taken."""
    if share.points:
        return trial.case.name in share.points
    return trial.case.name is None or trial.case.name not in claimed


def assess(
    checks: Checks, trial: Trial, oracle: Oracle, share: Credit | None = None
) -> Failure | None:
    """What is wrong, for everything (no share) or as far as one share is concerned."""
    found = _without_value(checks, trial)
    if found:
        return Failure(trial, found)
    if not isinstance(trial.outcome, Returned):  # the exception that had to come
        return None
    if share is None or not share.effects:
        failure = _value(checks, trial, oracle, share)
        if failure:
            return failure
    if share is None or share.effects or not any(other.effects for other in checks.credit):
        effect = _side_effect(checks, trial.outcome)
        return Failure(trial, effect) if effect else None
    return None


def try_case(
    session: Session,
    checks: Checks,
    case: Case,
    oracle: Oracle | None = None,
    tensors: bool = False,
) -> Failure | None:
    """Call the function on one case; None when all is as it must be."""
    oracle = oracle or checks.expected
    trial = put_alone(session, checks, case, lambda one: oracle(one.arguments), tensors)
    failure = assess(checks, trial, oracle)
    if failure or checks.unique or not isinstance(trial.outcome, Returned):
        return failure
    law = next(broken_laws(session, checks, trial, _LAW_SEED, tensors), None)
    return Failure(trial, Difference("broken-law", law)) if law else None


def _without_value(checks: Checks, trial: Trial) -> Difference | None:
    outcome, wanted = trial.outcome, trial.case.raises
    if isinstance(outcome, Stopped):
        return Difference(outcome.reason, _STOPS[outcome.reason])
    if isinstance(outcome, Missing):
        return Difference("missing-function", f"The code must define `{checks.function}`.")
    if isinstance(outcome, Raised):
        if wanted == outcome.type:
            return None
        if wanted:
            text = f"This input must raise `{wanted}`; your code raised another error."
            return Difference("wrong-error", text)
        return Difference("raised", "Your code raised an error on this input.")
    if wanted:
        return Difference("no-error", f"This input must raise `{wanted}`; your code returned.")
    return None


def _judges_properties(checks: Checks, share: Credit | None) -> bool:
    """The author's properties are about all outputs together: a share of one output leaves them to
    the shares of all, or where there are none is the first."""
    if share is None or share.output is None or not checks.unique:
        return True
    common = [other for other in checks.credit if not other.effects and not other.points]
    return all(other.output for other in common) and common[0] == share


def _value(checks: Checks, trial: Trial, oracle: Oracle, share: Credit | None) -> Failure | None:
    assert isinstance(trial.outcome, Returned)
    output = share.output if share else None
    given, expected = trial.outcome.value, trial.expected
    tolerance = checks.tolerance(trial.case.arguments)
    if checks.unique:
        found = _compared(checks, given, expected, tolerance, output)
        if found and found.kind == "wrong-value" and not checks.states_tolerance:
            tolerance = _widened(checks, trial, oracle, tolerance)
            found = _compared(checks, given, expected, tolerance, output)
        if found:
            return Failure(trial, found, tolerance)
    elif found := _compared(checks, given, expected, _ANYTHING, output):
        return Failure(trial, found)
    if not _judges_properties(checks, share):
        return None
    law = next(iter(checks.broken(trial.case.arguments, given)), None)
    return Failure(trial, Difference("broken-law", law)) if law else None


def _compared(
    checks: Checks, given: Any, expected: Any, tolerance: Tolerance, output: str | None
) -> Difference | None:
    names = checks.outputs
    if not names or not isinstance(given, list | tuple) or len(given) != len(expected):
        return difference(given, expected, tolerance)
    for name, one, other in zip(names, given, expected, strict=True):
        found = output in (None, name) and difference(one, other, tolerance, f"`{name}`")
        if found:
            return found
    return None


def _widened(checks: Checks, trial: Trial, oracle: Oracle, tolerance: Tolerance) -> Tolerance:
    """The tolerance plus what a change of the inputs in their last digits does to the result: no
    way of computing can promise more."""
    moved = oracle(checks.perturbed(trial.case.arguments, _CONDITION_SEED))
    spread = largest_difference(moved, trial.expected)
    if spread is None or not np.isfinite(spread):
        return tolerance
    return Tolerance(tolerance.absolute + _CONDITION_SAFETY * spread, tolerance.relative)


def _side_effect(checks: Checks, outcome: Returned) -> Difference | None:
    changed = [name for name in outcome.changed if name not in checks.may_change]
    if changed:
        text = f"The call changed its argument `{changed[0]}`; arguments must stay as they were."
        return Difference("changed-argument", text)
    aliased = [name for name in outcome.aliased if name not in checks.may_change]
    if aliased:
        text = f"The result shares memory with `{aliased[0]}`; it must be a new array."
        return Difference("shares-memory", text)
    return None


def _plain(words: str) -> str:
    """Words of a statement, which are Markdown, without its marks."""
    from heldout.typeset.terminal import inline  # loads Rich, which a right answer needs not

    return inline(" ".join(words.split())).plain


_STOPS = {
    "cpu-time": "Your code used up its processor time.",
    "wall-time": "Your code did not answer in time.",
    "memory": "Your code used up its memory.",
    "printed": "Your code printed too much.",
    "output": "The result is too large to be the answer.",
    "crashed": "Your code crashed the interpreter.",
    "exited": "Your code ended its own process.",
    "protocol": "Your code wrote to the channel that carries its answers.",
    "forbidden": "Your code tried something that the judge does not allow.",
}
