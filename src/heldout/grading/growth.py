"""Whether the cost grows no faster than the statement allows: by counting, or by ratios of time."""

from __future__ import annotations

import math
from typing import Any

from heldout.grading.assessment import Failure
from heldout.grading.checks import Case, Checks, Demand
from heldout.grading.comparison import Difference
from heldout.grading.trial import Trial, call, wishes_of
from heldout.sandbox import Returned, Session

__all__ = ["outgrown"]

ROUNDS = 5  # calls at each size, in turns; the fastest counts
SLACK = 0.45  # of the power: n log n passes for n, n squared does not
_UNIT = 2e-5  # seconds that a call costs whatever it does; taken off before sizes are compared


def outgrown(session: Session, checks: Checks, index: int, tensors: bool) -> Failure | None:
    """The failure at the largest size when the cost grows faster than the demand allows."""
    demand = checks.growth[index]
    costs: dict[int, float] = {}
    last: Trial | None = None
    for _ in range(1 if demand.measure == "steps" else ROUNDS):
        for size in demand.sizes:
            arguments = checks.ask("grown", index, size)
            wishes = {**wishes_of(checks, tensors), "steps": demand.measure == "steps"}
            outcome = call(session, checks, arguments, wishes)
            last = Trial(Case(f"size {size}", arguments, demand.says), outcome, None)
            if not isinstance(outcome, Returned):
                return Failure(last, Difference("growth", "Your code failed on a larger input."))
            costs[size] = min(costs.get(size, math.inf), _cost(outcome, demand))
    grown = _power(costs)
    if last is None or grown <= demand.power + SLACK:
        return None
    return Failure(last, Difference("growth", _told(demand, costs, grown)))


def _cost(outcome: Returned, demand: Demand) -> float:
    if demand.measure == "time":
        return max(outcome.seconds - _UNIT, _UNIT)
    steps: Any = outcome.notes.get("steps")
    # What the candidate's process says can be wrong; a missing count is the dearest of all.
    return float(steps) + 1.0 if isinstance(steps, int) and steps >= 0 else math.inf


def _power(costs: dict[int, float]) -> float:
    """The exponent p of cost ~ size ** p between the smallest and the largest size."""
    small, large = min(costs), max(costs)
    return math.log(costs[large] / costs[small]) / math.log(large / small)


def _told(demand: Demand, costs: dict[int, float], grown: float) -> str:
    small, large = min(costs), max(costs)
    what = "Python steps" if demand.measure == "steps" else "time"
    return (
        f"The cost grows too fast: from size {small} to size {large} the {what} of your code grew "
        f"{costs[large] / costs[small]:.0f}-fold, about like size to the power {grown:.1f}; "
        f"the statement allows {demand.power:g}."
    )
