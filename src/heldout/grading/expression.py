"""Kind `expression`: a formula, compared at random points, and symbolically where that succeeds.

The text is parsed by our own grammar (`formula.py`), so nothing typed is ever run as Python. The
formulas are compared in a jailed process with SymPy loaded and a time limit (`equivalence.py`).
The points decide; a proof that takes too long is given up, and only the wording is less sure.

Where a variable is a vector or a matrix, formulas have more to say (`matrix_formula.py`), their
shapes must fit (`shapes.py`), and nothing is proved.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast

from heldout.errors import FieldError, SandboxError
from heldout.grading import equivalence
from heldout.grading.fields import Fields
from heldout.grading.formula import (
    CONSTANTS,
    FUNCTIONS,
    FormulaError,
    Step,
    Tree,
    evaluate,
    parse,
    postfix,
    used_names,
)
from heldout.grading.kinds import Bench, Unreadable, graded
from heldout.grading.matrix_formula import MATRIX_FUNCTIONS, parse_matrices
from heldout.grading.shapes import NUMBER, Shape, ShapeError, fit, in_words, times
from heldout.grading.variables import Point, Variables, draw_points, read_variables, show_point
from heldout.records import Evidence, Finding, ReplyValue, VariantPart, Verdict
from heldout.sandbox import Limits, Returned, Session, Stopped

__all__ = ["Expression", "ExpressionSpec"]

_SIGNS = ("+", "-", "*", "/", "^")
LIMITS = Limits(cpu_seconds=4.0, wall_seconds=10.0)
PROOF_SECONDS = 2.0
PROOF_STEPS = 200  # simplifying longer formulas takes too long to be worth it
OPINION_POINTS = 8  # at which two opinions on a formula of matrices are compared


@dataclass(frozen=True, slots=True)
class ExpressionSpec:
    """Variables with what points are drawn from, and names that may not be used."""

    variables: Variables
    forbids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Formula:
    shape: Shape
    steps: list[Step]


class Expression:
    """Judges a formula. Truth: a formula in the candidate's own syntax."""

    name = "expression"

    def read_spec(self, fields: Mapping[str, Any]) -> ExpressionSpec:
        own = Fields(fields)
        variables = read_variables(own.raw("variables"))
        spec = ExpressionSpec(variables, own.texts("forbids"))
        known = {*FUNCTIONS, *CONSTANTS, *_SIGNS, *(MATRIX_FUNCTIONS if variables.shapes else ())}
        unknown = sorted({*spec.forbids} - known)
        if unknown:
            raise FieldError("forbids", f"must be functions, constants or signs; given {unknown}")
        own.finish()
        return spec

    def check_truth(self, part: VariantPart) -> str | None:
        if not isinstance(part.truth, str):
            return f"must be a formula as text; given {part.truth!r}"
        variables: Variables = part.spec.variables
        try:
            shape = _fit(_parse(part.truth, variables), variables).shape
        except (FormulaError, ShapeError) as error:
            return f"must be a formula in {', '.join(variables.intervals)}: {error}"
        return None if "?" not in shape else "must have a shape: write I_d with a letter for I"

    def how_to_reply(self, part: VariantPart) -> str:
        variables: Variables = part.spec.variables
        if variables.shapes:
            return (
                f"A formula in {', '.join(map(_with_shape(variables), variables.intervals))}. "
                "Vectors are columns; type A b for a product, A^T for a transpose, A^-1 for an "
                "inverse, a .* b for a product entry by entry, I for the identity; also "
                "diag(v), norm(v), sum(v)."
            )
        names = ", ".join(variables.intervals)
        first = next(iter(variables.intervals))
        return f"A formula in {names}, such as 2{first}^2 - exp(-{first})/3."

    def grade(self, part: VariantPart, reply: ReplyValue, bench: Bench) -> Verdict:
        spec: ExpressionSpec = part.spec
        tree = self._read(part, reply)
        banned = sorted(used_names(tree) & set(spec.forbids))
        if banned:
            raise Unreadable(f"The formula must do without {', '.join(banned)}.")
        truth = _fit(_parse(part.truth, spec.variables), spec.variables)
        try:
            given = _fit(tree, spec.variables, truth.shape)
        except FormulaError as error:
            raise Unreadable(self.how_to_reply(part), detail=f"{error}.") from error
        except ShapeError as error:
            return graded(0.0, Finding("wrong-shape", str(error)))
        wrong = {
            mistake: _fit(_parse(mistake.value, spec.variables), spec.variables, truth.shape)
            for mistake in part.mistakes
        }
        alike = {key: formula for key, formula in wrong.items() if formula.shape == given.shape}
        fits = given.shape == truth.shape
        others = [*([truth] if fits else []), *alike.values()]
        points = draw_points(spec.variables, bench.seed)
        provable = fits and not spec.variables.shapes and not bench.brief
        found, proved = _compare(given, others, points, bench, provable) if others else ([], False)
        if fits and found[0]["equal"]:
            return graded(1.0, Finding("right", _how_sure(found[0], proved)))
        if fits and not found[0]["points"]:
            raise FieldError("variables", "must have intervals in which the truth is defined")
        for mistake, comparison in zip(alike, found[1:] if fits else found, strict=True):
            if comparison["equal"]:
                return graded(0.0, Finding("mistake", mistake.message, mistake=mistake.name))
        return graded(0.0, _counterexample(found[0]) if fits else _misshapen(given, truth))

    def _read(self, part: VariantPart, reply: ReplyValue) -> Tree:
        try:
            return _parse(reply if isinstance(reply, str) else "", part.spec.variables)
        except FormulaError as error:
            raise Unreadable(self.how_to_reply(part), detail=f"{error}.") from error

    def answer(self, part: VariantPart) -> str:
        return f"`{part.truth}`"

    def write(self, part: VariantPart, truth: Any) -> ReplyValue:
        return str(truth)

    def same(self, part: VariantPart, one: Any, other: Any) -> bool:
        """Whether both have one value, or none, at many points: numbers in double precision."""
        variables: Variables = part.spec.variables
        if variables.shapes:
            points = draw_points(variables, 0)
            return _same_matrices(one, other, variables, points[:OPINION_POINTS])
        intervals = tuple(variables.intervals.items())
        pairs = list(zip(*(_floats(str(item), intervals) for item in (one, other)), strict=True))
        known = [(x, y) for x, y in pairs if x is not None and y is not None]
        return (
            bool(known)
            and all((x is None) == (y is None) for x, y in pairs)
            and all(math.isclose(x, y, rel_tol=1e-9, abs_tol=1e-12) for x, y in known)
        )

    def nonsense(self, part: VariantPart) -> tuple[ReplyValue, ...]:
        name = next(iter(part.spec.variables.intervals))
        return ("", f"{name} +", f"({name}", f"{name}.__class__", "import os", "q" + name * 3 + "!")


def _parse(text: str, variables: Variables) -> Tree:
    return (
        parse_matrices(text, variables.known())
        if variables.shapes
        else parse(text, variables.intervals)
    )


def _fit(tree: Tree, variables: Variables, wanted: Shape | None = None) -> _Formula:
    if not variables.shapes:
        return _Formula(NUMBER, postfix(tree))
    return _Formula(*fit(tree, variables.known(), wanted))


def _with_shape(variables: Variables) -> Callable[[str], str]:
    def named(name: str) -> str:
        shape = variables.shapes.get(name, NUMBER)
        if shape == NUMBER:
            return name
        return f"{name} ({f'length {shape[0]}' if shape[1] == '1' else times(shape)})"

    return named


def _same_matrices(one: str, other: str, variables: Variables, points: list[Point]) -> bool:
    a = _fit(_parse(one, variables), variables)
    b = _fit(_parse(other, variables), variables, a.shape)
    if a.shape != b.shape:
        return False
    pairs = ((a, b), (b, a))  # each is defined where the other is
    return all(equivalence.compare_all(x.steps, [y.steps], points)[0]["equal"] for x, y in pairs)


@lru_cache(maxsize=1024)
def _floats(
    text: str, intervals: tuple[tuple[str, tuple[float, float]], ...]
) -> tuple[float | None, ...]:
    """The values of a formula at fixed points, None where it has none."""
    variables = Variables(dict(intervals), {})
    tree = _parse(text, variables)
    return tuple(_float_at(tree, point) for point in draw_points(variables, 0))


def _float_at(tree: Tree, point: Mapping[str, float]) -> float | None:
    try:
        return evaluate(tree, point)
    except (ArithmeticError, ValueError):
        return None


def _compare(
    given: _Formula, others: list[_Formula], points: list[Point], bench: Bench, provable: bool
) -> tuple[list[dict[str, Any]], bool]:
    """What the jailed process finds for each pair, and whether it could prove the first."""
    steps, truth, *wrong = (formula.steps for formula in (given, *others))
    with bench.judge.start(_program(), image="sympy", limits=LIMITS) as session:
        result = session.call("compare_all", [steps, [truth, *wrong], points])
        if isinstance(result, Returned):
            found = cast("list[dict[str, Any]]", result.value)
            proved = provable and found[0]["equal"] and _prove(session, steps, truth, points[0])
            return found, bool(proved)
    if isinstance(result, Stopped) and result.reason in ("cpu-time", "wall-time", "memory"):
        raise Unreadable("The formula must be simple enough to be evaluated.", detail=result.detail)
    raise SandboxError(f"The formulas could not be compared: {result}")


def _prove(session: Session, given: list[Step], truth: list[Step], names: Iterable[str]) -> bool:
    if len(given) > PROOF_STEPS:
        return False
    result = session.call("prove", [given, truth, list(names)], seconds=PROOF_SECONDS)
    return isinstance(result, Returned) and result.value is True


@cache
def _program() -> str:
    return Path(equivalence.__file__).read_text(encoding="utf-8")


def _how_sure(comparison: Mapping[str, Any], proved: bool) -> str:
    if proved:
        return "Right."
    return f"Right: it has the same value at {comparison['points']} random points, to 12 digits."


def _counterexample(comparison: Mapping[str, Any]) -> Finding:
    evidence = (
        Evidence("At", show_point(comparison["point"])),
        Evidence("Yours", comparison["given"]),
        Evidence("Expected", comparison["expected"]),
    )
    return Finding("wrong-value", "The formulas differ, for example here.", evidence=evidence)


def _misshapen(given: _Formula, truth: _Formula) -> Finding:
    yours, asked = in_words(given.shape), in_words(truth.shape)
    return Finding("wrong-shape", f"Yours is {yours}; asked for is {asked}.")
