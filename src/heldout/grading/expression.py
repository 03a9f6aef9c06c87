"""Kind `expression`: a formula, compared at random points, and symbolically where that succeeds.

The text is parsed by our own grammar (`formula.py`), so nothing typed is ever run as Python. The
formulas are compared in a jailed process with SymPy loaded and a time limit (`equivalence.py`).
The points decide; a proof that takes too long is given up, and only the wording is less sure.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
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
from heldout.records import Evidence, Finding, ReplyValue, VariantPart, Verdict
from heldout.sandbox import Limits, Returned, Session, Stopped

__all__ = ["Expression", "ExpressionSpec"]

POINTS = 24
_SIGNS = ("+", "-", "*", "/", "^")
LIMITS = Limits(cpu_seconds=4.0, wall_seconds=10.0)
PROOF_SECONDS = 2.0
PROOF_STEPS = 200  # simplifying longer formulas takes too long to be worth it


@dataclass(frozen=True, slots=True)
class ExpressionSpec:
    """Variables with the interval from which points are drawn, and names that may not be used."""

    variables: Mapping[str, tuple[float, float]]
    forbids: tuple[str, ...]


class Expression:
    """Judges a formula. Truth: a formula in the candidate's own syntax."""

    name = "expression"

    def read_spec(self, fields: Mapping[str, Any]) -> ExpressionSpec:
        own = Fields(fields)
        variables = own.raw("variables")
        if not isinstance(variables, dict) or not variables:
            raise FieldError("variables", "must map each name to an interval, such as {x: [-3, 3]}")
        spec = ExpressionSpec(
            {str(name): _interval(name, span) for name, span in variables.items()},
            own.texts("forbids"),
        )
        unknown = sorted({*spec.forbids} - {*FUNCTIONS, *CONSTANTS, *_SIGNS})
        if unknown:
            raise FieldError("forbids", f"must be functions, constants or signs; given {unknown}")
        own.finish()
        return spec

    def check_truth(self, part: VariantPart) -> str | None:
        if not isinstance(part.truth, str):
            return f"must be a formula as text; given {part.truth!r}"
        try:
            parse(part.truth, part.spec.variables)
        except FormulaError as error:
            return f"must be a formula in {', '.join(part.spec.variables)}: {error}"
        return None

    def how_to_reply(self, part: VariantPart) -> str:
        names = ", ".join(part.spec.variables)
        first = next(iter(part.spec.variables))
        return f"A formula in {names}, such as 2{first}^2 - exp(-{first})/3."

    def grade(self, part: VariantPart, reply: ReplyValue, bench: Bench) -> Verdict:
        spec: ExpressionSpec = part.spec
        given = self._read(part, reply)
        banned = sorted(used_names(given) & set(spec.forbids))
        if banned:
            raise Unreadable(f"The formula must do without {', '.join(banned)}.")
        formulas = (part.truth, *(mistake.value for mistake in part.mistakes))
        others = [parse(formula, spec.variables) for formula in formulas]
        found, proved = _compare(given, others, _points(spec, bench.seed), bench)
        if found[0]["equal"]:
            return graded(1.0, Finding("right", _how_sure(found[0], proved)))
        if not found[0]["points"]:
            raise FieldError("variables", "must have intervals in which the truth is defined")
        for mistake, comparison in zip(part.mistakes, found[1:], strict=True):
            if comparison["equal"]:
                return graded(0.0, Finding("mistake", mistake.message, mistake=mistake.name))
        return graded(0.0, _counterexample(found[0]))

    def _read(self, part: VariantPart, reply: ReplyValue) -> Tree:
        try:
            return parse(reply if isinstance(reply, str) else "", part.spec.variables)
        except FormulaError as error:
            raise Unreadable(self.how_to_reply(part), detail=f"{error}.") from error

    def answer(self, part: VariantPart) -> str:
        return f"`{part.truth}`"

    def write(self, part: VariantPart, truth: Any) -> ReplyValue:
        return str(truth)

    def same(self, part: VariantPart, one: Any, other: Any) -> bool:
        """Whether both have one value, or none, at many points, in double precision."""
        a, b = (parse(item, part.spec.variables) for item in (one, other))
        pairs = [(_float_at(a, point), _float_at(b, point)) for point in _points(part.spec, 0)]
        known = [(x, y) for x, y in pairs if x is not None and y is not None]
        return (
            bool(known)
            and all((x is None) == (y is None) for x, y in pairs)
            and all(math.isclose(x, y, rel_tol=1e-9, abs_tol=1e-12) for x, y in known)
        )

    def nonsense(self, part: VariantPart) -> tuple[ReplyValue, ...]:
        name = next(iter(part.spec.variables))
        return ("", f"{name} +", f"({name}", f"{name}.__class__", "import os", "q" + name * 3 + "!")


def _interval(name: Any, span: Any) -> tuple[float, float]:
    field = f"variables.{name}"
    if not str(name).isidentifier():
        raise FieldError("variables", f"names must be letters and digits; given {name!r}")
    if not isinstance(span, list) or len(span) != 2 or not all(map(_is_end, span)):
        raise FieldError(field, f"must be an interval, such as [-3, 3]; given {span!r}")
    low, high = (float(end) for end in span)
    if not low < high:
        raise FieldError(field, f"must have its smaller end first; given {span!r}")
    return low, high


def _is_end(value: Any) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and math.isfinite(value)


def _points(spec: ExpressionSpec, seed: int) -> list[dict[str, float]]:
    stream = random.Random(seed)
    return [
        {name: stream.uniform(low, high) for name, (low, high) in spec.variables.items()}
        for _ in range(POINTS)
    ]


def _float_at(tree: Tree, point: Mapping[str, float]) -> float | None:
    try:
        return evaluate(tree, point)
    except (ArithmeticError, ValueError):
        return None


def _compare(
    given: Tree, others: list[Tree], points: list[dict[str, float]], bench: Bench
) -> tuple[list[dict[str, Any]], bool]:
    """What the jailed process finds for each pair, and whether it could prove the first."""
    steps, truth, *wrong = map(postfix, (given, *others))
    with bench.judge.start(_program(), image="sympy", limits=LIMITS) as session:
        result = session.call("compare_all", [steps, [truth, *wrong], points])
        if isinstance(result, Returned):
            found = cast("list[dict[str, Any]]", result.value)
            return found, bool(found[0]["equal"]) and _prove(session, steps, truth, points[0])
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
    point = ", ".join(f"{name} = {value:.6g}" for name, value in comparison["point"].items())
    evidence = (
        Evidence("At", point),
        Evidence("Yours", comparison["given"]),
        Evidence("Expected", comparison["expected"]),
    )
    return Finding("wrong-value", "The formulas differ, for example here.", evidence=evidence)
