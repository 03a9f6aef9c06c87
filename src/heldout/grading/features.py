"""Whether a drawn curve shows a feature: one function for each test of `heldout.authoring.sketch`.

Heights are shares of the y axis on a grid over the x axis, so that one slack serves every paper.
Each test answers None, or what is wrong as Markdown, in words that name the place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from heldout.grading.curves import GRID, Axes, Heights

__all__ = ["TESTS", "missing", "problem_of"]

Curves = Mapping[str, Heights]
Feature = Mapping[str, Any]
Test = Callable[[Feature, Curves, Curves, Axes], str | None]

_END = 0.08  # the share of the axis whose mean is where a curve ends
_AGAINST = 0.065  # how far a hand may go against the direction, as a share of the height
_BESIDE = (0.12, 0.35)  # where the sides of a corner are measured, as shares of the width
_ENOUGH = 8  # places of the grid that make a side
_ASIDE = 0.09  # how far from its place a corner may be
_CUT = 0.024  # how much of a corner a hand may round off


def missing(feature: Feature, drawn: Curves, true: Curves, axes: Axes) -> str | None:
    """What is wrong where the feature is missing, in the author's words when there are some."""
    wrong = TESTS[feature["test"]](feature, drawn, true, axes)
    return wrong and (feature["says"] or wrong)


def problem_of(feature: object, names: tuple[str, ...]) -> str | None:
    """What is wrong with a feature that an author's code gave, or None."""
    if not isinstance(feature, dict) or feature.get("test") not in TESTS:
        return f"a feature must be made by heldout.authoring.sketch; given {feature!r}"
    for field in ("curve", "other"):
        if field in feature and feature[field] not in names:
            return f"a feature names the curve {feature[field]!r}; there are {list(names)!r}"
    return None


def _near(feature: Feature, drawn: Curves, true: Curves, axes: Axes) -> str | None:
    given, wanted = _path(drawn[feature["curve"]]), _path(true[feature["curve"]])
    apart = np.hypot(*(given[:, None, :] - wanted[None, :, :]).transpose(2, 0, 1))
    there, back = apart.min(axis=1), apart.min(axis=0)
    if max(there.max(), back.max()) <= feature["slack"]:
        return None
    far = given[there.argmax()] if there.max() >= back.max() else wanted[back.argmax()]
    return f"{_the(feature)} is not where it must be near {_x(far[0], axes)}."


def _passes(feature: Feature, drawn: Curves, true: Curves, axes: Axes) -> str | None:
    path = _path(drawn[feature["curve"]])
    point = np.array([axes.across(feature["x"]), axes.up(feature["y"])])
    if np.hypot(*(path - point).T).min() <= feature["slack"]:
        return None
    return f"{_the(feature)} must go through ({feature['x']:g}, {feature['y']:g})."


def _ends(feature: Feature, drawn: Curves, true: Curves, axes: Axes) -> str | None:
    heights = drawn[feature["curve"]]
    left = feature["side"] == "left"
    end = heights[GRID <= _END] if left else heights[GRID >= 1 - _END]
    if abs(np.nanmean(end) - axes.up(feature["y"])) <= feature["slack"]:
        return None
    side = "left" if left else "right"
    return f"On the {side}, {_the(feature).lower()} must run out near {feature['y']:g}."


def _rises(feature: Feature, drawn: Curves, true: Curves, axes: Axes) -> str | None:
    return _goes(feature, _within(feature, drawn[feature["curve"]], axes), axes, "rise")


def _falls(feature: Feature, drawn: Curves, true: Curves, axes: Axes) -> str | None:
    return _goes(feature, -_within(feature, drawn[feature["curve"]], axes), axes, "fall")


def _goes(feature: Feature, heights: Heights, axes: Axes, word: str) -> str | None:
    against = (np.maximum.accumulate(heights) - heights).max()
    if heights[-1] - heights[0] >= feature["amount"] and against <= _AGAINST:
        return None
    return f"{_the(feature)} must {word} {_between(feature)}."


def _flat(feature: Feature, drawn: Curves, true: Curves, axes: Axes) -> str | None:
    heights = _within(feature, drawn[feature["curve"]], axes)
    if np.ptp(heights) <= 2 * feature["amount"]:
        return None
    return f"{_the(feature)} must stay level {_between(feature)}."


def _straight(feature: Feature, drawn: Curves, true: Curves, axes: Axes) -> str | None:
    heights = _within(feature, drawn[feature["curve"]], axes)
    if np.abs(_off_line(heights)).max() <= feature["amount"]:
        return None
    return f"{_the(feature)} must be straight {_between(feature)}."


def _bends_up(feature: Feature, drawn: Curves, true: Curves, axes: Axes) -> str | None:
    return _bends(
        feature, -_above_chord(feature, drawn, axes), "upwards (it hangs below its chord)"
    )


def _bends_down(feature: Feature, drawn: Curves, true: Curves, axes: Axes) -> str | None:
    return _bends(
        feature, _above_chord(feature, drawn, axes), "downwards (it stands above its chord)"
    )


def _above_chord(feature: Feature, drawn: Curves, axes: Axes) -> Heights:
    heights = _within(feature, drawn[feature["curve"]], axes)
    return np.asarray(heights - np.linspace(heights[0], heights[-1], len(heights)))


def _bends(feature: Feature, bow: Heights, word: str) -> str | None:
    if bow.mean() >= feature["amount"] and bow.min() >= -_AGAINST:
        return None
    return f"{_the(feature)} must bend {word} {_between(feature)}."


def _kink(feature: Feature, drawn: Curves, true: Curves, axes: Axes) -> str | None:
    if _is_corner(drawn[feature["curve"]], axes.across(feature["x"]), feature["least"]):
        return None
    return f"{_the(feature)} must have a corner at x = {feature['x']:g}, between straight pieces."


def _is_corner(heights: Heights, corner: float, least: float) -> bool:
    """Whether two lines, fitted at some distance, meet where the curve has its corner, and the
    curve goes there: a rounded one cuts the corner."""
    low, high = _BESIDE
    lines = []
    for side in (corner - GRID, GRID - corner):
        beside = (side >= low) & (side <= high) & ~np.isnan(heights)
        if beside.sum() < _ENOUGH:
            return False
        lines.append(np.polyfit(GRID[beside] - corner, heights[beside], 1))
    (slope, height), (other_slope, other_height) = lines
    if abs(slope - other_slope) < least:
        return False
    place = (other_height - height) / (slope - other_slope)
    there = np.interp(corner + place, GRID, np.nan_to_num(heights))
    return bool(abs(place) <= _ASIDE and abs(height + slope * place - there) <= _CUT)


def _lowest(feature: Feature, drawn: Curves, true: Curves, axes: Axes) -> str | None:
    return _extreme(feature, drawn, axes, 1.0, "lowest")


def _highest(feature: Feature, drawn: Curves, true: Curves, axes: Axes) -> str | None:
    return _extreme(feature, drawn, axes, -1.0, "highest")


def _extreme(feature: Feature, drawn: Curves, axes: Axes, sign: float, word: str) -> str | None:
    heights = sign * drawn[feature["curve"]]
    there = heights[~np.isnan(heights)]
    bottom = np.nanmin(heights)
    # A shallow bowl has no sharp bottom: the middle of what is nearly lowest is its place.
    place = GRID[heights <= bottom + 0.01].mean()
    deep = min(there[0], there[-1]) - bottom >= 0.02
    right = abs(place - axes.across(feature["x"])) <= feature["slack"]
    high = abs(sign * bottom - axes.up(feature["y"])) <= feature["slack"]
    if deep and right and high:
        return None
    at = f"({feature['x']:.3g}, {feature['y']:.3g})"
    return f"{_the(feature)} must be {word} near {at}, and come back on both sides."


def _stays_above(feature: Feature, drawn: Curves, true: Curves, axes: Axes) -> str | None:
    if np.nanmin(drawn[feature["curve"]]) >= axes.up(feature["y"]) - feature["slack"]:
        return None
    return f"{_the(feature)} must nowhere be below {feature['y']:g}."


def _stays_below(feature: Feature, drawn: Curves, true: Curves, axes: Axes) -> str | None:
    if np.nanmax(drawn[feature["curve"]]) <= axes.up(feature["y"]) + feature["slack"]:
        return None
    return f"{_the(feature)} must nowhere be above {feature['y']:g}."


def _swings(feature: Feature, drawn: Curves, true: Curves, axes: Axes) -> str | None:
    heights = _within(feature, drawn[feature["curve"]], axes)
    if _turns(heights, feature["amount"]) >= feature["times"]:
        return None
    return f"{_the(feature)} must swing up and down {_between(feature)}."


def _turns(heights: Heights, least: float) -> int:
    """How often the direction changes, counting only swings of at least that height."""
    turns, direction = 0, 0
    top = bottom = heights[0]
    for height in heights:
        top, bottom = max(top, height), min(bottom, height)
        if direction >= 0 and top - height >= least:
            turns, direction = turns + (direction > 0), -1
            top = bottom = height
        elif direction <= 0 and height - bottom >= least:
            turns, direction = turns + (direction < 0), 1
            top = bottom = height
    return turns


def _above(feature: Feature, drawn: Curves, true: Curves, axes: Axes) -> str | None:
    lead = _lead(feature, drawn, axes)
    if lead.mean() >= feature["amount"] and (lead > -0.015).mean() >= 0.95:
        return None
    return f"{_the(feature)} must lie above *{feature['other']}* {_between(feature)}."


def _widens(feature: Feature, drawn: Curves, true: Curves, axes: Axes) -> str | None:
    lead = _lead(feature, drawn, axes)
    tenth = max(1, len(lead) // 10)
    if lead[-tenth:].mean() - lead[:tenth].mean() >= feature["amount"]:
        return None
    gap = f"from *{feature['other']}* up to *{feature['curve']}*"
    return f"The gap {gap} must grow {_between(feature)}."


def _crosses(feature: Feature, drawn: Curves, true: Curves, axes: Axes) -> str | None:
    lead = _lead(feature, drawn, axes)
    sides = np.sign(lead[np.abs(lead) > 0.01])
    if sides.size and np.count_nonzero(np.diff(sides)) == 1:
        return None
    return f"{_the(feature)} must cross *{feature['other']}* once {_between(feature)}."


TESTS: Mapping[str, Test] = {
    "near": _near,
    "passes": _passes,
    "ends": _ends,
    "rises": _rises,
    "falls": _falls,
    "flat": _flat,
    "straight": _straight,
    "bends_up": _bends_up,
    "bends_down": _bends_down,
    "kink": _kink,
    "lowest": _lowest,
    "highest": _highest,
    "stays_above": _stays_above,
    "stays_below": _stays_below,
    "swings": _swings,
    "above": _above,
    "widens": _widens,
    "crosses": _crosses,
}


def _within(feature: Feature, heights: Heights, axes: Axes) -> Heights:
    """The drawn part of that stretch; the drawing covers nearly all of it, or is refused before."""
    inside = (axes.across(feature["from"]) <= GRID) & (axes.across(feature["to"]) >= GRID)
    return heights[inside & ~np.isnan(heights)]


def _lead(feature: Feature, drawn: Curves, axes: Axes) -> Heights:
    both = drawn[feature["curve"]] - drawn[feature["other"]]
    return _within(feature, both, axes)


def _off_line(heights: Heights) -> Heights:
    places = np.arange(len(heights))
    return np.asarray(heights - np.polyval(np.polyfit(places, heights, 1), places))


def _path(heights: Heights) -> NDArray[np.float64]:
    """The drawn points (P, 2), with more of them where the curve is steep."""
    drawn = ~np.isnan(heights)
    x, y = GRID[drawn], heights[drawn]
    length = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
    places = np.linspace(0.0, length[-1], 160)
    return np.stack([np.interp(places, length, x), np.interp(places, length, y)], axis=1)


def _the(feature: Feature) -> str:
    return f"The curve *{feature['curve']}*" if feature["curve"] else "The curve"


def _between(feature: Feature) -> str:
    return f"from x = {feature['from']:g} to {feature['to']:g}"


def _x(across: float, axes: Axes) -> str:
    return f"x = {axes.x[0] + across * (axes.x[1] - axes.x[0]):.2g}"
