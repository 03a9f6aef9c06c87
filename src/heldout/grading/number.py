"""Kind `number`: one number, or several in a fixed order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any

import numpy as np

from heldout.errors import FieldError
from heldout.grading.fields import Fields, Tolerance
from heldout.grading.formula import FormulaError
from heldout.grading.kinds import Bench, Unreadable, graded
from heldout.grading.numbers import agreement, as_floats, enough_digits, read_numbers, show
from heldout.records import Finding, ReplyValue, VariantPart, Verdict

__all__ = ["Number", "NumberSpec"]

_EXACT = Tolerance(absolute=1e-12, relative=1e-9)


@dataclass(frozen=True, slots=True)
class NumberSpec:
    """How many numbers, what each is called, and how near they must come."""

    count: int
    labels: tuple[str, ...]
    integer: bool
    tolerance: Tolerance


class Number:
    """Judges numbers. Truth: a number, or a list of as many as `count` says."""

    name = "number"

    def read_spec(self, fields: Mapping[str, Any]) -> NumberSpec:
        own = Fields(fields)
        labels = own.texts("labels")
        integer = own.flag("integer", False)
        spec = NumberSpec(
            count=own.count("count", len(labels) or 1),
            labels=labels,
            integer=integer,
            tolerance=own.tolerance(integer),
        )
        if labels and len(labels) != spec.count:
            raise FieldError("labels", f"must be as many as count, {spec.count}; given {labels}")
        own.finish()
        return spec

    def check_truth(self, part: VariantPart) -> str | None:
        try:
            values = _values(part.truth)
        except (TypeError, ValueError):
            return f"must be numbers; given {part.truth!r}"
        if values.shape != (part.spec.count,):
            return f"must be {part.spec.count} number(s); given {part.truth!r}"
        if part.spec.integer and not np.all(values == np.floor(values)):
            return f"must be whole, since `integer` is set; given {part.truth!r}"
        return None

    def how_to_reply(self, part: VariantPart) -> str:
        spec: NumberSpec = part.spec
        if spec.count == 1:
            return "A whole number." if spec.integer else "A number, such as 0.25, 1/4 or -3e-2."
        names = ", ".join(spec.labels) or f"{spec.count} {'whole ' * spec.integer}numbers"
        examples = cycle(_WHOLE_EXAMPLES if spec.integer else _EXAMPLES)
        shown = ", ".join(islice(examples, spec.count))
        return f"{names}, separated by commas, such as {shown}."

    def grade(self, part: VariantPart, reply: ReplyValue, bench: Bench) -> Verdict:
        spec: NumberSpec = part.spec
        given = _read(reply, part, self.how_to_reply(part))
        if part.accepts:
            # No rule of an author's need think of NaN, of which every comparison is false.
            if np.isnan(given).any():
                return graded(0.0, Finding("not-finite", "`nan` is no number."))
            complaint = part.accepts(given.tolist() if spec.count > 1 else float(given[0]))
            if complaint is None:
                return graded(1.0, Finding("right", "Right."))
            return graded(0.0, _mistake(part, given) or Finding("wrong-value", complaint))
        right = agreement(given, _values(part.truth), spec.tolerance)
        if right.all():
            return graded(1.0, Finding("right", "Right."))
        found = _mistake(part, given) or Finding("wrong-value", _explain(spec, right))
        return graded(float(right.mean()), found)

    def answer(self, part: VariantPart) -> str:
        values = _values(part.truth)
        digits = enough_digits(values, part.spec.tolerance)
        shown = [show(value, digits) for value in values]
        if part.spec.labels:
            pairs = zip(part.spec.labels, shown, strict=True)
            shown = [f"{label} = {value}" for label, value in pairs]
        return ", ".join(shown) + (" (one of many)" if part.accepts else "")

    def write(self, part: VariantPart, truth: Any) -> ReplyValue:
        return ", ".join(repr(float(value)) for value in _values(truth))

    def same(self, part: VariantPart, one: Any, other: Any) -> bool:
        a, b = _values(one), _values(other)
        if part.accepts:
            return part.accepts(other) is None
        near = Tolerance(0.0, 0.0) if part.spec.integer else _EXACT
        return a.shape == b.shape and bool(agreement(a, b, near).all())

    def nonsense(self, part: VariantPart) -> tuple[ReplyValue, ...]:
        count = part.spec.count
        decimal_comma = ("0,5",) if count == 1 else ()
        return ("", "many", "1 +", "12 %", ", ".join(["1"] * (count + 1)), *decimal_comma)


_EXAMPLES = ("0.5", "-2", "1/4", "3", "0.1", "7", "12", "0")
_WHOLE_EXAMPLES = ("3", "-2", "10", "0", "7", "12")


def _values(truth: Any) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.atleast_1d(as_floats(truth))


def _read(
    reply: ReplyValue, part: VariantPart, expected: str
) -> np.ndarray[Any, np.dtype[np.float64]]:
    text = reply if isinstance(reply, str) else ""
    try:
        return np.array(read_numbers(text, part.spec.count), dtype=np.float64)
    except FormulaError as error:
        raise Unreadable(expected, detail=f"{error}.") from error


def _mistake(part: VariantPart, given: np.ndarray[Any, np.dtype[np.float64]]) -> Finding | None:
    for mistake in part.mistakes:
        wrong = _values(mistake.value)
        if wrong.shape == given.shape and agreement(given, wrong, part.spec.tolerance).all():
            return Finding("mistake", mistake.message, mistake=mistake.name)
    return None


def _explain(spec: NumberSpec, right: np.ndarray[Any, np.dtype[np.bool_]]) -> str:
    if spec.count == 1:
        return "That is not the value."
    names = spec.labels or tuple(f"number {n}" for n in range(1, spec.count + 1))
    wrong = [name for name, good in zip(names, right, strict=True) if not good]
    return f"Not right: {', '.join(wrong)}."
