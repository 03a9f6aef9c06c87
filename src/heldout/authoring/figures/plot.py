"""Axes with curves, lettered points, shaded parts and bars."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from heldout.authoring.figures.canvas import SIZE, Canvas, number, text_width
from heldout.authoring.figures.scale import Scale

__all__ = ["Bar", "Curve", "Mark", "Shade", "plot"]

Span = tuple[float, float]
Points = Sequence[Sequence[float]]

MOST_TOLD = 14  # points of a curve that are read out; of a longer one, this many of them
SAMPLE = 28  # length of a line in the legend


@dataclass(frozen=True, slots=True)
class Curve:
    """Points joined by lines.

    `look` is solid, dashed, dotted or dash-dot. `dots` marks each point. `steps` goes across first
    and then up or down, as a staircase. `shaded` darkens what lies between it and the axis.
    """

    points: Points
    name: str = ""
    look: str = "solid"
    dots: bool = False
    steps: bool = False
    shaded: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A point with a letter."""

    x: float
    y: float
    letter: str


@dataclass(frozen=True, slots=True)
class Shade:
    """A stretch of the x axis that is darkened, with a name if it has one."""

    start: float
    stop: float
    name: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar that stands at a name instead of a number."""

    name: str
    height: float


def plot(
    *,
    title: str,
    x: Span,
    y: Span,
    x_label: str,
    y_label: str,
    curves: Iterable[Curve] = (),
    marks: Iterable[Mark] = (),
    shades: Iterable[Shade] = (),
    bars: Sequence[Bar] = (),
    log_x: bool = False,
    log_y: bool = False,
    x_ticks: Sequence[float] | None = None,
    y_ticks: Sequence[float] | None = None,
    says: str = "",
    width: float = 360,
) -> str:
    """The plot. With `bars` the x axis carries their names and `x` is not looked at.

    The description lists axes, curves by their points, marks, stretches and bars; `says` is put
    before it. Axes and legend are drawn so that one reads values off to about 2 % of an axis.
    """
    curves, marks, shades = list(curves), list(marks), list(shades)
    x = (0.0, float(len(bars))) if bars else x
    canvas = Canvas(width)
    top = _legend(canvas, [curve for curve in curves if curve.name]) + 10
    height = 0.56 * width
    up = Scale(*y, start=top + height, stop=top, log=log_y)
    heights = list(up.round_values(5) if y_ticks is None else y_ticks)
    left = 26 + max(text_width(number(value)) for value in heights)
    across = Scale(*x, start=left, stop=width - 12, log=log_x)
    stands = [] if bars else list(across.round_values(6) if x_ticks is None else x_ticks)
    _axes(canvas, across, up, stands, heights, x_label, y_label)
    for shade in shades:
        _shade(canvas, across, up, shade)
    for place, bar in enumerate(bars):
        _bar(canvas, across, up, place, bar)
    for curve in curves:
        _curve(canvas, across, up, curve)
    busy = [(across.at(a), up.at(b)) for curve in curves for a, b in _dense(curve)]
    for mark in marks:
        _mark(canvas, across, up, mark, busy)
    told = [says, *_axes_told(across, up, x_label, y_label, stands, heights)]
    told += [*map(_curve_told, curves), *map(_mark_told, marks), *map(_shade_told, shades)]
    told += [f"Bar {bar.name}: {number(bar.height)}." for bar in bars]
    return canvas.svg(title, " ".join(filter(None, told)))


def _legend(canvas: Canvas, curves: Sequence[Curve]) -> float:
    """A line and a name for each curve, as many beside each other as fit; how deep it reaches."""
    x, y = 8.0, 10.0
    for curve in curves:
        wide = SAMPLE + 6 + text_width(curve.name) + 14
        if x > 8 and x + wide > canvas.width:
            x, y = 8.0, y + 19
        canvas.line([(x, y), (x + SAMPLE, y)], look=curve.look, width=2.2)
        if curve.dots:
            canvas.circle(x + SAMPLE / 2, y, 2.6, fill=1)
        canvas.text(x + SAMPLE + 6, y, curve.name, anchor="start")
        x += wide
    return y + 10 if curves else 0.0


def _axes(
    canvas: Canvas,
    across: Scale,
    up: Scale,
    stands: Iterable[float],
    heights: Iterable[float],
    x_label: str,
    y_label: str,
) -> None:
    bottom, right = up.start, across.stop
    last = -1e9
    for value in stands:
        place, wide = across.at(value), text_width(number(value))
        canvas.line([(place, up.stop), (place, bottom + 4)], width=1, opacity=0.18)
        middle = min(place, canvas.width - wide / 2)
        if middle - wide / 2 > last + 3:  # numbers do not run into each other
            canvas.text(middle, bottom + 14, number(value))
            last = middle + wide / 2
    for value in heights:
        place = up.at(value)
        canvas.line([(across.start - 4, place), (right, place)], width=1, opacity=0.18)
        canvas.text(across.start - 7, place, number(value), anchor="end")
    corner = (across.start, bottom)
    canvas.line([(across.start, up.stop), corner, (right, bottom)], width=1.4)
    canvas.text((across.start + right) / 2, bottom + 34, x_label)
    canvas.text(SIZE / 2 + 1, (up.start + up.stop) / 2, y_label, upwards=True)


def _shade(canvas: Canvas, across: Scale, up: Scale, shade: Shade) -> None:
    left, right = across.at(shade.start), across.at(shade.stop)
    canvas.box(left, up.stop, right - left, up.start - up.stop, line=0, fill=0.1)
    if shade.name:
        canvas.text((left + right) / 2, up.stop + 10, shade.name)


def _bar(canvas: Canvas, across: Scale, up: Scale, place: int, bar: Bar) -> None:
    middle, foot, head = across.at(place + 0.5), up.at(up.low), up.at(bar.height)
    wide = 0.6 * (across.at(1) - across.at(0))
    canvas.box(middle - wide / 2, head, wide, foot - head, fill=0.25)
    canvas.text(middle, up.start + 14, bar.name)


def _curve(canvas: Canvas, across: Scale, up: Scale, curve: Curve) -> None:
    corners = list(_staircase(curve.points) if curve.steps else curve.points)
    inside = [(x, y) for x, y in corners if across.holds(x) and up.holds(y)]
    if len(inside) < len(corners):
        raise ValueError(
            f"the curve {curve.name!r} must lie within the axes; cut its points at their ends"
        )
    drawn = [(across.at(x), up.at(y)) for x, y in inside]
    if curve.shaded:
        canvas.area([(drawn[0][0], up.start), *drawn, (drawn[-1][0], up.start)], opacity=0.12)
    canvas.line(drawn, look=curve.look, width=2.2)
    if curve.dots:
        for x, y in curve.points:
            canvas.circle(across.at(x), up.at(y), 2.6, fill=1)


def _mark(
    canvas: Canvas, across: Scale, up: Scale, mark: Mark, busy: Sequence[tuple[float, float]]
) -> None:
    """A heavy point, and its letter on the side where curves are farthest."""
    x, y = across.at(mark.x), up.at(mark.y)
    canvas.circle(x, y, 4.5, fill=1)
    half = text_width(mark.letter) / 2
    most = (across.start + half + 3, canvas.width - half - 2)
    free = [
        (side, height)
        for side in (x + 10, x, x - 10)
        for height in (y - 14, y + 14)
        if most[0] <= side <= most[1] and up.stop + 6 <= height <= up.start - 6
    ]

    def distance(place: tuple[float, float]) -> float:
        return min((math.dist(place, other) for other in busy), default=99.0)

    beside, height = max(free, key=distance, default=(min(x + 10, most[1]), y - 14))
    canvas.text(beside, height, mark.letter, bold=True)


def _dense(curve: Curve) -> Iterator[tuple[float, float]]:
    """Many points of the curve as it is drawn."""
    corners = list(_staircase(curve.points) if curve.steps else curve.points)
    for (x0, y0), (x1, y1) in pairwise(corners):
        count = max(1, 60 // len(corners))
        for step in range(count):
            yield (x0 + (x1 - x0) * step / count, y0 + (y1 - y0) * step / count)
    yield (corners[-1][0], corners[-1][1])


def _staircase(points: Points) -> Iterator[Sequence[float]]:
    before: Sequence[float] | None = None
    for x, y in points:
        if before is not None:
            yield (x, before[1])
        yield (x, y)
        before = (x, y)


def _axes_told(
    across: Scale,
    up: Scale,
    x_label: str,
    y_label: str,
    stands: Sequence[float],
    heights: Sequence[float],
) -> Iterator[str]:
    for way, scale, label, values in (
        ("Across", across, x_label, stands),
        ("Up", up, y_label, heights),
    ):
        span = f", from {number(scale.low)} to {number(scale.high)}" if values else ""
        yield f"{way}: {label}{span}{', logarithmic' if scale.log else ''}."


def _curve_told(curve: Curve) -> str:
    """Its points, or, of a longer one, some of them with the lowest and the highest."""
    count = len(curve.points)
    kept = set(range(count))
    if count > MOST_TOLD:
        kept = {round(place * (count - 1) / (MOST_TOLD - 1)) for place in range(MOST_TOLD)}
        heights = [y for _, y in curve.points]
        kept |= {heights.index(min(heights)), heights.index(max(heights))}
    places = ", ".join(
        f"({_short(x)}, {_short(y)})" for place, (x, y) in enumerate(curve.points) if place in kept
    )
    name = f" “{curve.name}”" if curve.name else ""
    kind = " staircase" if curve.steps else " curve"
    return f"The {curve.look}{kind}{name} goes through {places}."


def _mark_told(mark: Mark) -> str:
    return f"Point {mark.letter} is at ({_short(mark.x)}, {_short(mark.y)})."


def _shade_told(shade: Shade) -> str:
    name = f" and called “{shade.name}”" if shade.name else ""
    return f"The stretch from {number(shade.start)} to {number(shade.stop)} is darkened{name}."


def _short(value: float) -> str:
    return number(float(f"{value:.3g}"))
