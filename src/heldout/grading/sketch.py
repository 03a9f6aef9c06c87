"""Kind `sketch`: draw a curve, or several; judged by what they show, not by how neat they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from heldout.errors import FieldError
from heldout.grading.curves import GRID, Axes, CurveError, Heights, lay, read_curves, write_curves
from heldout.grading.features import missing, problem_of
from heldout.grading.fields import Fields
from heldout.grading.kinds import Bench, Unreadable, graded
from heldout.records import Finding, ReplyValue, VariantPart, Verdict

__all__ = ["Sketch", "SketchSpec", "drawn_points"]

_UNCOVERED = 0.06  # the share of the axis that a curve may leave out at either end
_ALIKE = 0.06  # how near, on average, a drawing must be to a known wrong one
_AGREE = 1e-6  # between two truths, as a share of the height

Points = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class SketchSpec:
    """The paper: its axes with their names, and the curves wanted ("" for the only one)."""

    axes: Axes
    x_label: str
    y_label: str
    curves: tuple[str, ...]


class Sketch:
    """Judges curves by features. Truth: {"curves": name -> points, "features": […]}."""

    name = "sketch"

    def read_spec(self, fields: Mapping[str, Any]) -> SketchSpec:
        own = Fields(fields)
        spec = SketchSpec(
            Axes(_range(own, "x"), _range(own, "y")),
            own.text("x_label", "x"),
            own.text("y_label", "y"),
            _names(own.texts("curves")),
        )
        own.finish()
        return spec

    def check_truth(self, part: VariantPart) -> str | None:
        truth = part.truth
        if not isinstance(truth, dict) or not {"curves", "features"} >= set(truth) >= {"curves"}:
            return f"must be a dict of curves and features; given {truth!r}"
        names = part.spec.curves
        if set(truth["curves"]) != set(names):
            return f"must have the curves {list(names)!r}; given {list(truth['curves'])!r}"
        if not truth.get("features"):
            return "must name at least one feature: nothing would be judged"
        for feature in truth["features"]:
            if wrong := problem_of(feature, names):
                return wrong
        try:
            _heights(part, truth["curves"])
        except CurveError as error:
            return f"a curve of the truth cannot be laid out: {error}"
        return None

    def how_to_reply(self, part: VariantPart) -> str:
        curves = part.spec.curves
        (left, right), (low, high) = part.spec.axes.x, part.spec.axes.y
        points = [(left, low), ((left + right) / 2, (low + high) / 2), (right, high)]
        sample = write_curves({curves[0]: points}, digits=3)
        if len(curves) == 1:
            return f"Draw, or type points as x y from left to right, such as {sample}."
        return f"Draw, or type a line for each of {', '.join(curves)}, such as {sample}."

    def grade(self, part: VariantPart, reply: ReplyValue, bench: Bench) -> Verdict:
        try:
            points = read_curves(reply if isinstance(reply, str) else "", part.spec.curves)
            drawn = _heights(part, points)
        except CurveError as error:
            raise Unreadable(self.how_to_reply(part), detail=f"{error}.") from error
        true = _heights(part, part.truth["curves"])
        features = part.truth["features"]
        wrong = [missing(feature, drawn, true, part.spec.axes) for feature in features]
        told = [Finding("missing-feature", text) for text in dict.fromkeys(filter(None, wrong))]
        if not told:
            return graded(1.0, Finding("right", "Right."))
        score = wrong.count(None) / len(wrong)
        # The drawing shows the rest to whoever is told what was drawn instead.
        return graded(score, *(_recognised(part, drawn, true) or told))

    def answer(self, part: VariantPart) -> str:
        few = {name: _thinned(points) for name, points in part.truth["curves"].items()}
        return f"Through the points\n\n```\n{write_curves(few, digits=3)}\n```"

    def write(self, part: VariantPart, truth: Any) -> ReplyValue:
        return write_curves(truth["curves"])

    def same(self, part: VariantPart, one: Any, other: Any) -> bool:
        if set(one["curves"]) != set(other["curves"]):
            return False
        a, b = _heights(part, one["curves"]), _heights(part, other["curves"])
        return all(
            np.array_equal(np.isnan(a[name]), np.isnan(b[name]))
            and np.nanmax(np.abs(a[name] - b[name])) <= _AGREE
            for name in a
        )

    def nonsense(self, part: VariantPart) -> tuple[ReplyValue, ...]:
        (low, high), (bottom, _) = part.spec.axes.x, part.spec.axes.y
        start = f"{part.spec.curves[0]}: " if len(part.spec.curves) > 1 else ""
        short = f"{start}{low} {bottom}, {(low + high) / 2} {bottom}"
        return ("", "a curve", f"{start}1 2, 3", short, f"{start}{low} zero, {high} one, 2 2")


def drawn_points(part: VariantPart, text: str) -> dict[str, Points]:
    """The points of a reply, to be drawn; empty where it cannot be read."""
    try:
        return read_curves(text, part.spec.curves)
    except CurveError:
        return {}


def _heights(part: VariantPart, curves: Mapping[str, Any]) -> dict[str, Heights]:
    laid = {name: lay(points, part.spec.axes) for name, points in curves.items()}
    for name, heights in laid.items():
        drawn = GRID[~np.isnan(heights)]
        if not drawn.size or drawn[0] > _UNCOVERED or drawn[-1] < 1 - _UNCOVERED:
            low, high = part.spec.axes.x
            raise CurveError(
                f"{name or 'the curve'} must go from x = {_tidy(low)} to x = {_tidy(high)}"
            )
    return laid


def _recognised(
    part: VariantPart, drawn: Mapping[str, Heights], true: Mapping[str, Heights]
) -> list[Finding]:
    """The known wrong drawing that this one is, when it is nearer to it than to the right one."""
    best, closest = None, min(_ALIKE, _apart(drawn, true))
    for mistake in part.mistakes:
        apart = _apart(drawn, _heights(part, mistake.value["curves"]))
        if apart < closest:
            best, closest = mistake, apart
    return [Finding("mistake", best.message, mistake=best.name)] if best else []


def _apart(one: Mapping[str, Heights], other: Mapping[str, Heights]) -> float:
    return float(np.mean([np.nanmean(np.abs(one[name] - other[name])) for name in one]))


def _thinned(points: Points) -> Points:
    step = max(1, (len(points) - 1) // 8)
    return points[::step]


def _range(own: Fields, name: str) -> tuple[float, float]:
    value = own.raw(name)
    numbers = isinstance(value, list) and [
        float(item) for item in value if isinstance(item, int | float) and type(item) is not bool
    ]
    if not numbers or len(numbers) != 2 or not -1e9 < numbers[0] < numbers[1] < 1e9:
        raise FieldError(name, f"must be [least, most], such as [-5, 5]; given {value!r}")
    return numbers[0], numbers[1]


def _names(given: tuple[str, ...]) -> tuple[str, ...]:
    for name in given:
        if not name.strip() or ":" in name or "\n" in name or name != name.strip():
            raise FieldError("curves", f"must be names without a colon; given {name!r}")
    if len(given) == 1 or len({name.casefold() for name in given}) < len(given):
        raise FieldError("curves", f"must be two or more different names; given {list(given)!r}")
    return given or ("",)


def _tidy(number: float) -> str:
    return f"{number:g}"
