"""One case put to the candidate's process, and what is wrong with what came back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from heldout.grading.checks import Arguments, Case, Checks
from heldout.grading.comparison import Difference, difference
from heldout.grading.listing import DIGITS, list_arguments, list_pair, list_value
from heldout.records import Evidence
from heldout.sandbox import Missing, Raised, Returned, Session, Stopped

__all__ = ["Answer", "Failure", "try_case"]

Answer: TypeAlias = Returned | Raised | Stopped | Missing


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that went wrong: how, what was expected, and what the process answered."""

    case: Case
    difference: Difference
    expected: Any
    outcome: Answer

    def evidence(self) -> tuple[Evidence, ...]:
        """Input, expected and received, ready to be shown."""
        shown = [Evidence("Input", list_arguments(self.case.arguments))]
        if isinstance(self.outcome, Returned):
            expected, given = list_pair(self.expected, self.outcome.value)
            shown += [Evidence("Expected", expected), Evidence("Yours", given)]
        else:
            shown.append(Evidence("Expected", list_value(self.expected, DIGITS)))
        if isinstance(self.outcome, Raised):
            error = f"{self.outcome.type}: {self.outcome.message}"
            shown.append(Evidence("Error", self.outcome.traceback or error))
        if isinstance(self.outcome, Stopped):
            shown.append(Evidence("What happened", self.outcome.detail))
        if not isinstance(self.outcome, Missing) and self.outcome.printed:
            shown.append(Evidence("Printed", self.outcome.printed))
        return tuple(shown)


def try_case(session: Session, checks: Checks, case: Case) -> Failure | None:
    """Call the function on the case; None when all is as it must be."""
    positional, named = checks.positional(case.arguments)
    outcome = session.call(checks.function, positional, named)
    expected = checks.expected(case.arguments)
    found = _assess(checks, case.arguments, outcome, expected)
    return Failure(case, found, expected, outcome) if found else None


def _assess(
    checks: Checks, arguments: Arguments, outcome: Answer, expected: Any
) -> Difference | None:
    if isinstance(outcome, Stopped):
        return Difference(outcome.reason, _STOPS[outcome.reason])
    if isinstance(outcome, Raised):
        return Difference("raised", "Your code raised an error on this input.")
    if isinstance(outcome, Missing):
        return Difference("missing-function", f"The code must define `{checks.function}`.")
    found = difference(outcome.value, expected, checks.tolerance(arguments))
    if found:
        return found
    law = next(checks.broken_laws(arguments, outcome.value), None)
    if law:
        return Difference("broken-law", law)
    return _side_effects(checks, outcome)


def _side_effects(checks: Checks, outcome: Returned) -> Difference | None:
    changed = [name for name in outcome.changed if name not in checks.may_change]
    if changed:
        text = f"The call changed its argument `{changed[0]}`; arguments must stay as they were."
        return Difference("changed-argument", text)
    aliased = [name for name in outcome.aliased if name not in checks.may_change]
    if aliased:
        text = f"The result shares memory with `{aliased[0]}`; it must be a new array."
        return Difference("shares-memory", text)
    return None


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
