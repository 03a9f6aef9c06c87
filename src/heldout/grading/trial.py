"""One case put to the candidate's process, and what came back."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from heldout.grading.checks import Arguments, Case, Checks
from heldout.sandbox import Call, Missing, Raised, Returned, Session, Stopped

__all__ = ["Answer", "Oracle", "Trial", "call", "put", "put_alone", "wishes_of"]

Answer: TypeAlias = Returned | Raised | Stopped | Missing
Oracle: TypeAlias = Callable[[Arguments], Any]  # the reference's result, wherever that runs


@dataclass(frozen=True, slots=True)
class Trial:
    """A case, what the process answered, and what the reference gives."""

    case: Case
    outcome: Answer
    expected: Any


def put(
    session: Session,
    checks: Checks,
    cases: Iterable[Case],
    expect: Callable[[Case], Any],
    tensors: bool = False,
) -> Iterator[Trial]:
    """Each case in turn, until all are done or the process is gone (that trial is the last).

    The first of them are on their way when this returns. What compiled code prints is not counted,
    so there each call waits for the one before, lest one be blamed for what another printed.
    """
    wishes = wishes_of(checks, tensors)
    waiting: deque[Case] = deque()

    def calls() -> Iterator[Call]:
        for case in cases:
            waiting.append(case)
            yield _call_for(checks, case, wishes)

    if checks.signature is None:
        outcomes = session.call_each(calls())
    else:
        outcomes = (_made(session, one) for one in calls())
    return _trials(waiting, outcomes, expect)


def _trials(
    cases: deque[Case], outcomes: Iterator[Answer], expect: Callable[[Case], Any]
) -> Iterator[Trial]:
    for outcome in outcomes:
        case = cases.popleft()
        yield Trial(case, outcome, None if case.raises else expect(case))
        if isinstance(outcome, Stopped):
            return


def put_alone(
    session: Session,
    checks: Checks,
    case: Case,
    expect: Callable[[Case], Any],
    tensors: bool = False,
) -> Trial:
    """One case, for whoever decides by its outcome what comes next."""
    outcome = _made(session, _call_for(checks, case, wishes_of(checks, tensors)))
    return Trial(case, outcome, None if case.raises else expect(case))


def call(
    session: Session, checks: Checks, arguments: Arguments, wishes: Mapping[str, Any] | None = None
) -> Answer:
    """One call, with the arguments in place as far as a caller would give them so."""
    return _made(session, _call(checks, arguments, wishes))


def _call_for(checks: Checks, case: Case, wishes: Mapping[str, Any]) -> Call:
    raising = {**wishes, "raises": case.raises} if case.raises else wishes
    return _call(checks, case.arguments, raising)


def _made(session: Session, one: Call) -> Answer:
    return session.call(one.function, one.args, one.kwargs, wishes=one.wishes)


def _call(checks: Checks, arguments: Arguments, wishes: Mapping[str, Any] | None) -> Call:
    if checks.signature or (wishes and wishes.get("tensors")):
        arguments = {name: _for_tensor(value) for name, value in arguments.items()}
    positional, named = checks.positional(arguments)
    if wishes and wishes.get("gradients"):
        # By place where they are given so: a candidate may call parameters what they like.
        places = {name: place for place, name in enumerate(checks.parameters[: len(positional)])}
        wishes = {**wishes, "gradients": [places.get(n, n) for n in wishes["gradients"]]}
    return Call(checks.function, positional, named, wishes)


def wishes_of(checks: Checks, tensors: bool) -> dict[str, Any]:
    """What the harness is to do beside calling."""
    if not tensors:
        return {}
    return {"tensors": True, "gradients": list(checks.gradients)}


def _for_tensor(value: Any) -> Any:
    """Arrays, at any depth, that tensors can share memory with: writeable, and with no negative
    stride."""
    if isinstance(value, (list, tuple)):
        return type(value)(_for_tensor(item) for item in value)
    if isinstance(value, dict):
        return {key: _for_tensor(item) for key, item in value.items()}
    if isinstance(value, np.ndarray) and (
        not value.flags.writeable or any(stride < 0 for stride in value.strides)
    ):
        return value.copy()
    return value
