"""Kind `array`: the values of an array, or its shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from heldout.grading.fields import Fields, Tolerance
from heldout.grading.formula import FormulaError
from heldout.grading.kinds import Bench, Unreadable, graded
from heldout.grading.numbers import (
    agreement,
    as_floats,
    enough_digits,
    read_array,
    read_shape,
    show_array,
)
from heldout.records import Evidence, Finding, ReplyValue, VariantPart, Verdict

__all__ = ["Array", "ArraySpec"]

_EXACT = Tolerance(absolute=1e-12, relative=1e-9)


@dataclass(frozen=True, slots=True)
class ArraySpec:
    """Whether values or a shape are asked for, and how near the values must come."""

    shape: bool
    integer: bool
    tolerance: Tolerance


class Array:
    """Judges an array entry by entry. Truth: nested lists, or the list of sizes of a shape."""

    name = "array"

    def read_spec(self, fields: Mapping[str, Any]) -> ArraySpec:
        own = Fields(fields)
        shape = own.one_of("of", ("values", "shape")) == "shape"
        integer = own.flag("integer", shape)
        spec = ArraySpec(shape, integer, own.tolerance(integer))
        own.finish()
        return spec

    def check_truth(self, part: VariantPart) -> str | None:
        try:
            truth = as_floats(part.truth)
        except (TypeError, ValueError):
            return f"must be nested lists of numbers, all rows equally long; given {part.truth!r}"
        if not part.spec.shape and not truth.size:
            return f"must hold at least one number; given {part.truth!r}"
        if part.spec.shape and truth.ndim != 1:
            return f"must be a list of sizes; given {part.truth!r}"
        if part.spec.integer and not np.all(truth == np.floor(truth)):
            return f"must be whole numbers; given {part.truth!r}"
        return None

    def how_to_reply(self, part: VariantPart) -> str:
        if part.spec.shape:
            return "A shape, such as (1, 3, 32, 32)."
        if as_floats(part.truth).ndim > 1:
            return "An array, such as [[1, 2], [3, 4]], or one row a line."
        return "A list of numbers, such as [0.5, -1, 2]."

    def grade(self, part: VariantPart, reply: ReplyValue, bench: Bench) -> Verdict:
        given = self._read(part, reply)
        if part.accepts:
            # No rule of an author's need think of NaN, of which every comparison is false.
            if np.isnan(given).any():
                return graded(0.0, Finding("not-finite", "`nan` is no number."))
            complaint = part.accepts(given.tolist())
            if complaint is None:
                return graded(1.0, Finding("right", "Right."))
            return graded(0.0, _mistake(part, given) or Finding("wrong-value", complaint))
        truth = as_floats(part.truth)
        if given.shape != truth.shape:
            return graded(0.0, _mistake(part, given) or _shape_finding(part, given, truth))
        right = agreement(given, truth, part.spec.tolerance)
        if right.all():
            return graded(1.0, Finding("right", "Right."))
        found = _mistake(part, given) or _values_finding(part, given, right)
        return graded(float(right.mean()), found)

    def _read(self, part: VariantPart, reply: ReplyValue) -> NDArray[np.float64]:
        text = reply if isinstance(reply, str) else ""
        try:
            if not text.strip():
                raise FormulaError("it is empty")
            given = read_shape(text) if part.spec.shape else read_array(text)
        except FormulaError as error:
            raise Unreadable(self.how_to_reply(part), detail=f"{error}.") from error
        # One row a line is how it may be typed: then one line is all of a table of one row.
        one_row = as_floats(part.truth).shape == (1, *given.shape)
        return given[np.newaxis] if one_row and not set(text) & set("[(") else given

    def answer(self, part: VariantPart) -> str:
        truth = as_floats(part.truth)
        if part.spec.shape:
            shown = str(tuple(int(size) for size in truth))
        else:
            shown = show_array(truth, enough_digits(truth, part.spec.tolerance))
        return f"`{shown}`" + (" (one of many)" if part.accepts else "")

    def write(self, part: VariantPart, truth: Any) -> ReplyValue:
        return show_array(as_floats(truth), digits=17)

    def same(self, part: VariantPart, one: Any, other: Any) -> bool:
        a, b = as_floats(one), as_floats(other)
        if part.accepts:
            return part.accepts(b.tolist()) is None
        near = Tolerance(0.0, 0.0) if part.spec.integer else _EXACT
        return a.shape == b.shape and bool(agreement(a, b, near).all())

    def nonsense(self, part: VariantPart) -> tuple[ReplyValue, ...]:
        if part.spec.shape:
            return ("", "big", "(1, -2)", "(1, 2.5)")
        return ("", "[[1, 2], [3]]", "[1, 2", "[1, two]", "1]")


def _mistake(part: VariantPart, given: NDArray[np.float64]) -> Finding | None:
    for mistake in part.mistakes:
        wrong = as_floats(mistake.value)
        if wrong.shape == given.shape and agreement(given, wrong, part.spec.tolerance).all():
            return Finding("mistake", mistake.message, mistake=mistake.name)
    return None


def _shape_finding(
    part: VariantPart, given: NDArray[np.float64], truth: NDArray[np.float64]
) -> Finding:
    if part.spec.shape:
        return Finding(
            "wrong-shape", f"That shape has {len(given)} sizes; the right one has {len(truth)}."
        )
    return Finding("wrong-shape", f"That has shape `{given.shape}`; expected is `{truth.shape}`.")


def _values_finding(
    part: VariantPart, given: NDArray[np.float64], right: NDArray[np.bool_]
) -> Finding:
    wrong = np.argwhere(~right)
    places = ", ".join(str([int(i) for i in place]) for place in wrong[:6])
    more = f" and {len(wrong) - 6} more" if len(wrong) > 6 else ""
    evidence = (Evidence("Not right at (counted from 0)", f"{places}{more}"),)
    text = f"{len(wrong)} of {right.size} entries {'is' if len(wrong) == 1 else 'are'} not right."
    return Finding("wrong-value", text, evidence=evidence)
