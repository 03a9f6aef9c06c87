"""Curves in a terminal: each character is a grid of two by four dots (Unicode's Braille)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rich.text import Text

from heldout.typeset.plot import Paper

__all__ = ["dotted"]

_BITS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))  # by column, from the top
_COLUMNS, _ROWS = 56, 14
_FINE = 8  # places looked at between two dots, so that steep pieces have no holes

Points = Sequence[Sequence[float]]


def dotted(paper: Paper, under: Sequence[Points], over: Sequence[Points]) -> Text:
    """The curves `under` in green with those `over` in yellow upon them, inside their axes.

    Where both have a dot in one character, the yellow one is seen.
    """
    below, above = _cells(paper, under), _cells(paper, over)
    text = Text(no_wrap=True)
    for row in range(_ROWS):
        mark = {0: f"{paper.y[1]:g}", _ROWS - 1: f"{paper.y[0]:g}"}.get(row, "")
        text.append(f"{mark:>8} │", style="dim")
        for column in range(_COLUMNS):
            place = (column, row)
            bits = above.get(place) or below.get(place, 0)
            style = "yellow" if place in above else "green"
            text.append(chr(0x2800 + bits) if bits else " ", style=style)
        text.append("\n")
    low, high = f"{paper.x[0]:g}", f"{paper.x[1]:g}"
    text.append(f"{'':8} └{'─' * _COLUMNS}\n{'':10}{low}{high:>{_COLUMNS - len(low)}}", style="dim")
    return text


def _cells(paper: Paper, curves: Sequence[Points]) -> dict[tuple[int, int], int]:
    """The dots of each character that has some."""
    cells: dict[tuple[int, int], int] = {}
    wide, high = 2 * _COLUMNS - 1, 4 * _ROWS - 1
    for points in curves:
        places = [
            (
                (x - paper.x[0]) / (paper.x[1] - paper.x[0]) * wide,
                (paper.y[1] - y) / (paper.y[1] - paper.y[0]) * high,
            )
            for x, y in points
        ]
        for (x0, y0), (x1, y1) in pairwise(places):
            steps = max(1, round(_FINE * max(abs(x1 - x0), abs(y1 - y0))))
            for step in range(steps + 1):
                x, y = (
                    round(x0 + (x1 - x0) * step / steps),
                    round(y0 + (y1 - y0) * step / steps),
                )
                if 0 <= x <= wide and 0 <= y <= high:
                    place = (x // 2, y // 4)
                    cells[place] = cells.get(place, 0) | _BITS[x % 2][y % 4]
    return cells
