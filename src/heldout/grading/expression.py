"""Kind `expression`: a formula, compared symbolically and at random points.

The text is parsed by our own grammar (`formula.py`), so nothing typed is ever run as Python. The
trees are compared in a jailed process with SymPy loaded and a time limit (`equivalence.py`).
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from heldout.errors import FieldError, SandboxError
from heldout.grading import equivalence
from heldout.grading.fields import Fields
from heldout.grading.formula import FormulaError, Tree, evaluate, parse, used_names
from heldout.grading.kinds import Bench, Unreadable, graded
from heldout.records import Evidence, Finding, ReplyValue, VariantPart, Verdict
from heldout.sandbox import Limits, Returned, Stopped

__all__ = ["Expression", "ExpressionSpec"]

POINTS = 24
LIMITS = Limits(cpu_seconds=4.0, wall_seconds=10.0)


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
        own.finish()
        return spec

    def check_truth(self, part: VariantPart) -> str | None:
        try:
            parse(part.truth, part.spec.variables)
        except (FormulaError, AttributeError) as error:
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
        truth = parse(part.truth, spec.variables)
        wrong = [parse(mistake.value, spec.variables) for mistake in part.mistakes]
        found = _compare(given, [truth, *wrong], _points(spec, bench.seed), bench)
        if found[0]["equal"]:
            return graded(1.0, Finding("right", _how_sure(found[0])))
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
        """Whether both have one value at many points, in double precision."""
        a, b = (parse(item, part.spec.variables) for item in (one, other))
        return all(
            math.isclose(evaluate(a, point), evaluate(b, point), rel_tol=1e-9, abs_tol=1e-12)
            for point in _points(part.spec, 0)
        )

    def nonsense(self, part: VariantPart) -> tuple[ReplyValue, ...]:
        name = next(iter(part.spec.variables))
        return ("", f"{name} +", f"({name}", f"{name}.__class__", "import os", "q" + name * 3 + "!")


def _interval(name: Any, span: Any) -> tuple[float, float]:
    field = f"variables.{name}"
    if not isinstance(span, list) or len(span) != 2:
        raise FieldError(field, f"must be an interval, such as [-3, 3]; given {span!r}")
    low, high = (float(end) for end in span)
    if not low < high:
        raise FieldError(field, f"must have its smaller end first; given {span!r}")
    return low, high


def _points(spec: ExpressionSpec, seed: int) -> list[dict[str, float]]:
    stream = random.Random(seed)
    return [
        {name: stream.uniform(low, high) for name, (low, high) in spec.variables.items()}
        for _ in range(POINTS)
    ]


def _compare(
    given: Tree, others: list[Tree], points: list[dict[str, float]], bench: Bench
) -> list[dict[str, Any]]:
    """What the jailed process finds for each pair: equal?, proved?, and a point that differs."""
    with bench.judge.start(_program(), image="sympy", limits=LIMITS) as session:
        result = session.call("compare_all", [given, others, points])
    if isinstance(result, Returned):
        return cast("list[dict[str, Any]]", result.value)
    if isinstance(result, Stopped) and result.reason in ("cpu-time", "wall-time", "memory"):
        raise Unreadable("The formula must be simple enough to be evaluated.", detail=result.detail)
    raise SandboxError(f"The formulas could not be compared: {result}")


@cache
def _program() -> str:
    return Path(equivalence.__file__).read_text(encoding="utf-8")


def _how_sure(comparison: Mapping[str, Any]) -> str:
    if comparison["proved"]:
        return "Right."
    return f"Right: it has the same value at {comparison['points']} random points, to 30 digits."


def _counterexample(comparison: Mapping[str, Any]) -> Finding:
    point = ", ".join(f"{name} = {value:.6g}" for name, value in comparison["point"].items())
    evidence = (
        Evidence("At", point),
        Evidence("Yours", comparison["given"]),
        Evidence("Expected", comparison["expected"]),
    )
    return Finding("wrong-value", "The formulas differ, for example here.", evidence=evidence)
