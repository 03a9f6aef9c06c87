"""Drawn curves as numbers: read from text, and laid on a grid over the axes.

A reply has a line for each curve: its name, a colon, and points `x y, x y, …` in the units of the
axes; without a name where there is one curve only. A hand that draws makes hundreds of points, a
keyboard a handful; both become heights on the same grid.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["GRID", "Axes", "CurveError", "Heights", "lay", "read_curves", "write_curves"]

GRID = np.linspace(0.0, 1.0, 241)  # places along the x axis, as shares of it
MOST_POINTS = 4000  # of one curve
_FEWEST = 3
_BACK = 0.05  # how far a hand may go back, as a share of the axis
_TREMBLE = 0.012  # the half width of the average that takes the shaking out of a hand's line
_HAIR = 1e-9
_DENSE = 40  # points from which a line is taken for drawn by hand
_NUMBER = re.compile(r"[-+−]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+−]?\d+)?")
_LEFT_OVER = re.compile(r"[\s,;()\[\]|]*")

Heights = NDArray[np.float64]
"""Heights on GRID as shares of the y axis; nan where nothing is drawn."""


class CurveError(Exception):
    """A line that cannot be read as a curve: why, as plain text."""


@dataclass(frozen=True, slots=True)
class Axes:
    """What the paper shows."""

    x: tuple[float, float]
    y: tuple[float, float]

    def across(self, x: float) -> float:
        """The share of the x axis at which x lies."""
        return (x - self.x[0]) / (self.x[1] - self.x[0])

    def up(self, y: float) -> float:
        """The share of the y axis at which y lies."""
        return (y - self.y[0]) / (self.y[1] - self.y[0])


def read_curves(text: str, names: Sequence[str]) -> dict[str, list[tuple[float, float]]]:
    """The points of each named curve; CurveError when one is missing, twice there, or no curve."""
    found: dict[str, list[tuple[float, float]]] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        name, points = _split(line, names)
        if name in found and len(names) > 1:
            raise CurveError(f"{name} is drawn twice")
        # A single curve may go on over several lines.
        found[name] = found.get(name, []) + _read_points(points, name)
    for name in names:
        if name not in found:
            raise CurveError(f"{name} is missing" if name else "nothing is drawn")
        if not _FEWEST <= len(found[name]) <= MOST_POINTS:
            raise CurveError(
                f"a curve needs at least {_FEWEST} points, and at most {MOST_POINTS}"
                f"{' (' + name + ')' if name else ''}; there are {len(found[name])}"
            )
    return {name: found[name] for name in names}


def write_curves(curves: Mapping[str, Sequence[Sequence[float]]], digits: int = 6) -> str:
    """Those curves as somebody would type them, to so many digits."""
    lines = []
    for name, points in curves.items():
        typed = ", ".join(f"{x:.{digits}g} {y:.{digits}g}" for x, y in points)
        lines.append(f"{name}: {typed}" if name else typed)
    return "\n".join(lines)


def lay(points: Sequence[tuple[float, float]], axes: Axes) -> Heights:
    """The curve on the grid. CurveError when it turns back: then it has two heights for one x."""
    across = np.array([axes.across(x) for x, _ in points])
    up = np.array([axes.up(y) for _, y in points])
    if across[-1] < across[0]:
        across, up = across[::-1], up[::-1]
    if len(points) > _DENSE:
        back = np.maximum.accumulate(across) - across
        if back.max() > _BACK:
            x = axes.x[0] + across[back.argmax()] * (axes.x[1] - axes.x[0])
            raise CurveError(f"the line turns back near x = {x:.3g}: it has two heights for one x")
        across = np.maximum.accumulate(across)
    order = np.argsort(across, kind="stable")
    # Places that are the same are set apart by a hair, so that a jump stays a jump.
    places = across[order] + _HAIR * np.arange(len(order))
    laid = np.interp(GRID, places, up[order], left=np.nan, right=np.nan)
    return _steadied(laid) if len(points) > _DENSE else laid


def _split(line: str, names: Sequence[str]) -> tuple[str, str]:
    name, colon, points = line.partition(":")
    if not colon:
        if len(names) == 1:
            return names[0], line
        raise CurveError(f"each line begins with a name and a colon: {', '.join(names)}")
    for known in names:
        if known.casefold() == name.strip().casefold():
            return known, points
    raise CurveError(f"{name.strip()!r} is none of the curves: {', '.join(names) or 'only one'}")


def _read_points(text: str, name: str) -> list[tuple[float, float]]:
    rest = _NUMBER.sub("", text)
    if not _LEFT_OVER.fullmatch(rest):
        strange = re.sub(_LEFT_OVER, "", rest)[:20]
        raise CurveError(f"{strange!r} is no number")
    numbers = [float(found.replace("−", "-")) for found in _NUMBER.findall(text)]
    if len(numbers) % 2:
        raise CurveError(f"points come as x y; there are {len(numbers)} numbers, which is odd")
    if not np.isfinite(numbers).all():
        raise CurveError("a number is too large")
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _steadied(laid: Heights) -> Heights:
    """The mean over a narrow window; what is not drawn stays so, and corners stay corners."""
    half = round(_TREMBLE * (len(GRID) - 1))
    drawn = ~np.isnan(laid)
    padded = np.pad(np.where(drawn, laid, 0.0), half)
    weight = np.pad(drawn.astype(float), half)
    window = np.ones(2 * half + 1)
    total = np.convolve(padded, window, "valid") / np.maximum(
        np.convolve(weight, window, "valid"), 1.0
    )
    return np.where(drawn, total, np.nan)
