"""The table of kinds, and the one way into it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from heldout.errors import FieldError, HeldoutError, JudgeClosed, JudgeLost
from heldout.grading.array import Array
from heldout.grading.choice import Choice
from heldout.grading.code import Code
from heldout.grading.expression import Expression
from heldout.grading.fill import Fill
from heldout.grading.kinds import Bench, Kind, Unreadable
from heldout.grading.lines import Lines
from heldout.grading.number import Number
from heldout.grading.order import Order
from heldout.grading.sketch import Sketch
from heldout.records import Evidence, Finding, ReplyValue, VariantPart, Verdict

__all__ = [
    "KINDS",
    "check_truth",
    "grade",
    "grader_failed",
    "how_to_reply",
    "kind_of",
    "read_spec",
    "right_answer",
]

TRIES = 6  # how often a reply is judged whose judge dies under it

_log = logging.getLogger(__name__)

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        *(Choice(), Fill(), Number(), Array(), Expression(), Order(), Sketch()),
        *(Lines(), Code()),
    )
}


def kind_of(part: VariantPart) -> Kind:
    """The grader of that part."""
    return KINDS[part.kind]


def read_spec(kind: str, fields: Mapping[str, Any]) -> Any:
    """The kind's own fields, checked; FieldError when the kind or a field is not as it must be."""
    if kind not in KINDS:
        raise FieldError("kind", f"must be one of {', '.join(KINDS)}; given {kind!r}")
    return KINDS[kind].read_spec(fields)


def check_truth(part: VariantPart) -> str | None:
    """What is wrong with the truth that the author's code gave, or None."""
    return kind_of(part).check_truth(part)


def how_to_reply(part: VariantPart) -> str:
    """One short plain sentence for the form, with an example."""
    return kind_of(part).how_to_reply(part)


def right_answer(part: VariantPart) -> str:
    """The right answer as Markdown."""
    return kind_of(part).answer(part)


def grade(part: VariantPart, reply: ReplyValue, bench: Bench) -> Verdict:
    """The verdict on a reply: graded, unreadable (theirs to mend), or grader_failed (ours).

    A judge that dies under the reply is replaced, and the reply judged from the start. JudgeClosed
    when there is to be no judge any more: then there is no verdict, and none may be stored.
    """
    for _ in range(TRIES - 1):
        try:
            return _grade_once(part, reply, bench)
        except JudgeLost as lost:
            _log.warning("part %s is judged once more: %s", part.id, lost)
    try:
        return _grade_once(part, reply, bench)
    except JudgeLost as lost:
        return grader_failed(str(lost))


def _grade_once(part: VariantPart, reply: ReplyValue, bench: Bench) -> Verdict:
    try:
        problem = check_truth(part)
        if problem:
            return grader_failed(f"answers() for part {part.id}: {problem}")
        verdict = kind_of(part).grade(part, reply, bench)
        return replace(verdict, answer=right_answer(part))
    except Unreadable as unreadable:
        evidence = (Evidence("Why", unreadable.detail),) if unreadable.detail else ()
        return Verdict(
            "unreadable", 0.0, (Finding("unreadable", unreadable.expected, None, evidence),)
        )
    except (JudgeClosed, JudgeLost):
        raise
    except HeldoutError as error:
        return grader_failed(str(error))
    except Exception as error:  # a mistake in a grader or in a pack must not stop the server
        _log.exception("grading part %s failed", part.id)
        return grader_failed(f"{type(error).__name__}: {error}")


def grader_failed(reason: str) -> Verdict:
    """The verdict for when the fault is ours; `reason` is verbatim."""
    finding = Finding(
        "grader-failed",
        "The judge failed on this reply. That is our fault, and it costs you nothing.",
        evidence=(Evidence("What happened", reason),),
    )
    return Verdict("grader_failed", 0.0, (finding,))
