"""Kind `choice`: pick one option, or all that are right. True-or-false is a choice of two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from heldout.grading.fields import Fields
from heldout.grading.kinds import Bench, Unreadable, graded
from heldout.records import Finding, ReplyValue, VariantPart, Verdict

__all__ = ["Choice", "ChoiceSpec"]


@dataclass(frozen=True, slots=True)
class ChoiceSpec:
    """`multiple`: all right options are wanted. `shuffle`: each variant shows another order."""

    multiple: bool
    shuffle: bool


class Choice:
    """Judges the set of chosen keys. Truth: a key, or a list of keys when `multiple`."""

    name = "choice"

    def read_spec(self, fields: Mapping[str, Any]) -> ChoiceSpec:
        own = Fields(fields)
        own.options()
        spec = ChoiceSpec(own.flag("multiple", False), own.flag("shuffle", True))
        own.finish()
        return spec

    def check_truth(self, part: VariantPart) -> str | None:
        if not isinstance(part.truth, str | list | tuple | set):
            return f"must be a key, or a list of keys; given {part.truth!r}"
        keys = _keys(part.truth)
        if not keys or not keys <= {option.key for option in part.options}:
            return f"must be keys of the options; given {part.truth!r}"
        if not part.spec.multiple and len(keys) != 1:
            return f"must be one key, since `multiple` is not set; given {part.truth!r}"
        return None

    def how_to_reply(self, part: VariantPart) -> str:
        return "Choose all that are right." if part.spec.multiple else "Choose one."

    def grade(self, part: VariantPart, reply: ReplyValue, bench: Bench) -> Verdict:
        chosen = _keys(reply)
        known = {option.key for option in part.options}
        if not chosen or not chosen <= known or (len(chosen) > 1 and not part.spec.multiple):
            wanted = "at least one option" if part.spec.multiple else "exactly one option"
            raise Unreadable(f"Choose {wanted} of those shown.")
        truth = _keys(part.truth)
        if chosen == truth:
            return graded(1.0, Finding("right", "Right."))
        score = max(0.0, (len(chosen & truth) - len(chosen - truth)) / len(truth))
        match = [mistake for mistake in part.mistakes if _keys(mistake.value) == chosen]
        if match:
            return graded(score, Finding("mistake", match[0].message, mistake=match[0].name))
        return graded(score, Finding("wrong-choice", _explain(chosen, truth)))

    def answer(self, part: VariantPart) -> str:
        truth = _keys(part.truth)
        texts = [option.text for option in part.options if option.key in truth]
        return texts[0] if len(texts) == 1 else "\n".join(f"- {text}" for text in texts)

    def write(self, part: VariantPart, truth: Any) -> ReplyValue:
        return tuple(sorted(_keys(truth)))

    def same(self, part: VariantPart, one: Any, other: Any) -> bool:
        return _keys(one) == _keys(other)

    def nonsense(self, part: VariantPart) -> tuple[ReplyValue, ...]:
        return ((), "", ("no such option",))


def _keys(value: Any) -> set[str]:
    if isinstance(value, str):
        return {value} if value else set()
    return set(value)


def _explain(chosen: set[str], truth: set[str]) -> str:
    if len(truth) == 1:
        return "That is not the right one."
    missing, extra = len(truth - chosen), len(chosen - truth)
    parts = [f"{missing} right one{'s' * (missing > 1)} not chosen"] if missing else []
    parts += [f"{extra} wrong one{'s' * (extra > 1)} chosen"] if extra else []
    return f"Not quite: {' and '.join(parts)}."
