"""The variables of a formula: what an author says about them, and points drawn for them.

A number is given by the interval that it is drawn from, a vector or a matrix by letters for its
sizes: `X: [n, d]`, or `X: {shape: [n, d], within: [0, 1]}`. At each point the letters get different
sizes of two or more, the letter that is named first the largest.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any, TypeAlias

from heldout.errors import FieldError
from heldout.grading.fields import Fields
from heldout.grading.matrix_formula import MATRIX_FUNCTIONS, RESERVED
from heldout.grading.shapes import NUMBER, Shape

__all__ = ["POINTS", "Point", "Variables", "draw_points", "read_variables", "show_point"]

POINTS = 24
WITHIN = (-2.0, 2.0)  # where entries are drawn from, unless the author says otherwise
MAX_LETTERS = 4

Point: TypeAlias = "dict[str, Any]"
"""The value of each name: a number, or a list of rows."""


@dataclass(frozen=True, slots=True)
class Variables:
    """Where each is drawn from, and the shapes of those that are no numbers."""

    intervals: Mapping[str, tuple[float, float]]
    shapes: Mapping[str, Shape]

    @property
    def sizes(self) -> tuple[str, ...]:
        """The letters of sizes, in the order in which they are named."""
        letters = dict.fromkeys(size for shape in self.shapes.values() for size in shape)
        return tuple(letter for letter in letters if letter != "1")

    def known(self) -> dict[str, Shape]:
        """All names that a formula of matrices may use, with their shapes."""
        return {
            **{letter: NUMBER for letter in self.sizes},
            **{f"I_{letter}": (letter, letter) for letter in self.sizes},
            "I": ("?", "?"),
            **{name: self.shapes.get(name, NUMBER) for name in self.intervals},
        }


def read_variables(given: Any) -> Variables:
    """What the field `variables` says; FieldError where it cannot be meant so."""
    if not isinstance(given, dict) or not given:
        raise FieldError("variables", "must map each name to an interval, such as {x: [-3, 3]}")
    intervals, shapes = {}, {}
    for name, says in given.items():
        if not str(name).isidentifier():
            raise FieldError("variables", f"names must be letters and digits; given {name!r}")
        shape, span = _shape_and_span(f"variables.{name}", says)
        intervals[str(name)] = _interval(f"variables.{name}", span)
        if shape:
            shapes[str(name)] = shape
    variables = Variables(intervals, shapes)
    if shapes:
        _check_names(variables)
    return variables


def _shape_and_span(field: str, says: Any) -> tuple[Shape | None, Any]:
    if isinstance(says, dict):
        own = Fields(says)
        shape, span = own.raw("shape"), own.raw("within")
        own.finish()
        return _shape(f"{field}.shape", shape), list(WITHIN) if span is None else span
    if isinstance(says, list) and says and all(isinstance(item, str) for item in says):
        return _shape(field, says), list(WITHIN)
    return None, says


def _shape(field: str, letters: Any) -> Shape:
    if (
        not isinstance(letters, list)
        or len(letters) not in (1, 2)
        or not all(isinstance(item, str) and len(item) == 1 and item.isalpha() for item in letters)
    ):
        raise FieldError(field, f"must be one or two letters, such as [n, d]; given {letters!r}")
    return letters[0], letters[1] if len(letters) == 2 else "1"


def _check_names(variables: Variables) -> None:
    taken = {*RESERVED, "e"}
    for name in sorted({*variables.intervals, *variables.sizes} & taken):
        raise FieldError("variables", f"{name} means something else in formulas of matrices")
    for name in sorted({*variables.intervals} & {*variables.sizes, *MATRIX_FUNCTIONS}):
        raise FieldError("variables", f"{name} names a size or a function already")
    if len(variables.sizes) > MAX_LETTERS:
        raise FieldError("variables", f"must have at most {MAX_LETTERS} letters for sizes")


def _interval(field: str, span: Any) -> tuple[float, float]:
    if not isinstance(span, list) or len(span) != 2 or not all(map(_is_end, span)):
        raise FieldError(field, f"must be an interval, such as [-3, 3]; given {span!r}")
    low, high = (float(end) for end in span)
    if not low < high:
        raise FieldError(field, f"must have its smaller end first; given {span!r}")
    return low, high


def _is_end(value: Any) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and math.isfinite(value)


def draw_points(variables: Variables, seed: int) -> list[Point]:
    """As many points as formulas are compared at; the first has the smallest matrices."""
    stream = random.Random(seed)
    letters = variables.sizes
    choices = sorted(combinations(range(2 + len(letters), 1, -1), len(letters)), key=sum)
    return [
        _draw(variables, dict(zip(letters, choices[place % len(choices)], strict=True)), stream)
        for place in range(POINTS)
    ]


def _draw(variables: Variables, sizes: Mapping[str, int], stream: random.Random) -> Point:
    point: Point = {}
    for name, (low, high) in variables.intervals.items():
        if name in variables.shapes:
            rows, columns = (sizes.get(letter, 1) for letter in variables.shapes[name])
            point[name] = [[stream.uniform(low, high) for _ in range(columns)] for _ in range(rows)]
        else:
            point[name] = stream.uniform(low, high)
    for letter, size in sizes.items():
        point[letter] = float(size)
        point[f"I_{letter}"] = [[float(i == j) for j in range(size)] for i in range(size)]
    return point


def show_point(point: Point) -> str:
    """The names with their values; matrices on lines of their own."""
    numbers = [f"{name} = {value:.6g}" for name, value in point.items() if not _is_matrix(value)]
    matrices = [
        f"{name} = {_rows(value)}"
        for name, value in point.items()
        if _is_matrix(value) and not name.startswith("I_")
    ]
    return "\n".join([", ".join(numbers), *matrices] if numbers else matrices)


def _is_matrix(value: Any) -> bool:
    return isinstance(value, list)


def _rows(value: Any) -> str:
    rows = [", ".join(f"{entry:.4g}" for entry in row) for row in value]
    if len(value[0]) == 1:
        return f"[{', '.join(rows)}]"
    return f"[{', '.join(f'[{row}]' for row in rows)}]"
