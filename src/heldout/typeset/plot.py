"""Axes and curves as an SVG, in classes that the stylesheet colours by day and by night.

The paper carries its geometry as data attributes, from which the script that lets people draw on it
turns places of the pointer into numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from heldout.authoring.figures.scale import ticks

__all__ = ["Line", "Paper", "plot"]

WIDTH, HEIGHT = 380, 280  # of the drawing: legible when a phone shows it at three quarters
LEFT, RIGHT, TOP, BOTTOM = 46, 10, 10, 40  # margins


@dataclass(frozen=True, slots=True)
class Paper:
    """What the axes say and how far they go."""

    x: tuple[float, float]
    y: tuple[float, float]
    x_label: str = "x"
    y_label: str = "y"


@dataclass(frozen=True, slots=True)
class Line:
    """A curve: its points in the units of the axes, its look (a class), what it is called."""

    points: Sequence[Sequence[float]]
    look: str
    label: str = ""


def plot(paper: Paper, lines: Iterable[Line] = (), *, title: str, name: str = "") -> str:
    """The SVG. `title` is read aloud; `name` is the id of an element that scripts draw into."""
    lines = list(lines)
    parts = [
        f'<svg class="plot" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"{_geometry(paper)}>',
        f"<title>{escape(title)}</title>",
        *_grid(paper),
        *(_polyline(paper, line) for line in lines),
        *_legend([line for line in lines if line.label]),
        f'<g class="plot-hand" id="{escape(name)}"></g>' if name else "",
        "</svg>",
    ]
    return "".join(parts)


def _geometry(paper: Paper) -> str:
    facts = {
        "box": f"{LEFT} {TOP} {WIDTH - LEFT - RIGHT} {HEIGHT - TOP - BOTTOM}",
        "x": f"{paper.x[0]:g} {paper.x[1]:g}",
        "y": f"{paper.y[0]:g} {paper.y[1]:g}",
    }
    return "".join(f' data-{key}="{value}"' for key, value in facts.items())


def _grid(paper: Paper) -> Iterable[str]:
    """Fine lines at round numbers, stronger ones at zero, and the numbers."""
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
    for value in ticks(*paper.x):
        x = _across(paper, value)
        yield f'<path class="{_rule(value)}" d="M{x:.1f} {TOP}V{bottom}"/>'
        yield f'<text class="plot-number" x="{x:.1f}" y="{bottom + 16}">{value:g}</text>'
    for value in ticks(*paper.y):
        y = _down(paper, value)
        yield f'<path class="{_rule(value)}" d="M{LEFT} {y:.1f}H{right}"/>'
        yield f'<text class="plot-number side" x="{LEFT - 6}" y="{y + 4:.1f}">{value:g}</text>'
    middle, height = (LEFT + right) / 2, (TOP + bottom) / 2
    yield f'<text class="plot-name" x="{middle:g}" y="{HEIGHT - 6}">{escape(paper.x_label)}</text>'
    turned = f'transform="rotate(-90 12 {height:g})"'
    yield f'<text class="plot-name" x="12" y="{height:g}" {turned}>{escape(paper.y_label)}</text>'


def _rule(value: float) -> str:
    return "plot-zero" if value == 0 else "plot-rule"


def _polyline(paper: Paper, line: Line) -> str:
    places = " ".join(f"{_across(paper, x):.1f},{_down(paper, y):.1f}" for x, y in line.points)
    return f'<polyline class="plot-line {escape(line.look)}" points="{places}"/>'


def _legend(lines: Sequence[Line]) -> Iterable[str]:
    for row, line in enumerate(lines):
        y = TOP + 14 + 17 * row
        yield f'<path class="plot-line {escape(line.look)}" d="M{LEFT + 10} {y - 4}h26"/>'
        yield f'<text class="plot-label" x="{LEFT + 42}" y="{y}">{escape(line.label)}</text>'


def _across(paper: Paper, x: float) -> float:
    share = (x - paper.x[0]) / (paper.x[1] - paper.x[0])
    return LEFT + min(1.02, max(-0.02, share)) * (WIDTH - LEFT - RIGHT)


def _down(paper: Paper, y: float) -> float:
    share = (y - paper.y[0]) / (paper.y[1] - paper.y[0])
    return HEIGHT - BOTTOM - min(1.02, max(-0.02, share)) * (HEIGHT - TOP - BOTTOM)
