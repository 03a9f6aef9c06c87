"""What a drawn curve must show. A question of kind `sketch` returns from answers()

    {"curves": {"": points(sigmoid, -6, 6)}, "features": [rises("", -6, 6), ends("", "left", 0), …]}

with a curve for each name of its `curves` field ("" where it has none), which is drawn over the
reply, and the features by which the reply is judged. Positions are in the units of the axes; slack
is a share of the axis, wide enough for a shaky hand.

Every feature may say in its own words what is wrong when it is missing: `says="…"`, Markdown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = [
    "above",
    "bends_down",
    "bends_up",
    "crosses",
    "ends",
    "falls",
    "flat",
    "highest",
    "kink",
    "lowest",
    "near",
    "passes",
    "points",
    "rises",
    "stays_above",
    "stays_below",
    "straight",
    "swings",
    "widens",
]

Feature = dict[str, Any]


def points(
    f: Callable[[float], float], start: float, stop: float, count: int = 121
) -> list[list[float]]:
    """The curve of f over that stretch, as [x, y] pairs."""
    step = (stop - start) / (count - 1)
    return [[x, float(f(x))] for x in (start + step * place for place in range(count))]


def near(curve: str, slack: float = 0.09, says: str = "") -> Feature:
    """Nowhere farther from the true curve than that, and the true curve nowhere farther from it."""
    return {"test": "near", "curve": curve, "slack": slack, "says": says}


def passes(curve: str, x: float, y: float, slack: float = 0.06, says: str = "") -> Feature:
    """Goes through that point."""
    return {"test": "passes", "curve": curve, "x": x, "y": y, "slack": slack, "says": says}


def ends(curve: str, side: str, y: float, slack: float = 0.06, says: str = "") -> Feature:
    """Runs out at that height, on the left or on the right."""
    return {"test": "ends", "curve": curve, "side": side, "y": y, "slack": slack, "says": says}


def rises(curve: str, start: float, stop: float, least: float = 0.05, says: str = "") -> Feature:
    """Goes up over that stretch, by at least that share of the height, and nowhere down."""
    return _stretch("rises", curve, start, stop, least, says)


def falls(curve: str, start: float, stop: float, least: float = 0.05, says: str = "") -> Feature:
    """Goes down over that stretch, by at least that share of the height, and nowhere up."""
    return _stretch("falls", curve, start, stop, least, says)


def flat(curve: str, start: float, stop: float, slack: float = 0.06, says: str = "") -> Feature:
    """Keeps one height over that stretch."""
    return _stretch("flat", curve, start, stop, slack, says)


def straight(curve: str, start: float, stop: float, slack: float = 0.05, says: str = "") -> Feature:
    """Is a straight line over that stretch."""
    return _stretch("straight", curve, start, stop, slack, says)


def bends_up(curve: str, start: float, stop: float, least: float = 0.02, says: str = "") -> Feature:
    """Is convex over that stretch: hangs below its chord, by at least that much on average."""
    return _stretch("bends_up", curve, start, stop, least, says)


def bends_down(
    curve: str, start: float, stop: float, least: float = 0.02, says: str = ""
) -> Feature:
    """Is concave over that stretch: stands above its chord."""
    return _stretch("bends_down", curve, start, stop, least, says)


def kink(curve: str, x: float, least: float = 0.5, says: str = "") -> Feature:
    """Has a corner there: two straight pieces whose slopes differ by that much, on the paper."""
    return {"test": "kink", "curve": curve, "x": x, "least": least, "says": says}


def lowest(curve: str, x: float, y: float, slack: float = 0.08, says: str = "") -> Feature:
    """Has its minimum there, below both ends."""
    return {"test": "lowest", "curve": curve, "x": x, "y": y, "slack": slack, "says": says}


def highest(curve: str, x: float, y: float, slack: float = 0.08, says: str = "") -> Feature:
    """Has its maximum there, above both ends."""
    return {"test": "highest", "curve": curve, "x": x, "y": y, "slack": slack, "says": says}


def stays_above(curve: str, y: float, slack: float = 0.035, says: str = "") -> Feature:
    """Is nowhere below that height."""
    return {"test": "stays_above", "curve": curve, "y": y, "slack": slack, "says": says}


def stays_below(curve: str, y: float, slack: float = 0.035, says: str = "") -> Feature:
    """Is nowhere above that height."""
    return {"test": "stays_below", "curve": curve, "y": y, "slack": slack, "says": says}


def swings(
    curve: str, start: float, stop: float, times: int = 3, least: float = 0.06, says: str = ""
) -> Feature:
    """Changes its direction so many times, each swing at least that share of the height."""
    return {**_stretch("swings", curve, start, stop, least, says), "times": times}


def above(
    curve: str, other: str, start: float, stop: float, least: float = 0.03, says: str = ""
) -> Feature:
    """Lies above the other curve over that stretch, on average by that share of the height."""
    return {**_stretch("above", curve, start, stop, least, says), "other": other}


def widens(
    curve: str, other: str, start: float, stop: float, least: float = 0.05, says: str = ""
) -> Feature:
    """Its lead over the other curve grows over that stretch, by that share of the height."""
    return {**_stretch("widens", curve, start, stop, least, says), "other": other}


def crosses(curve: str, other: str, start: float, stop: float, says: str = "") -> Feature:
    """Meets the other curve once in that stretch, and changes sides there."""
    return {**_stretch("crosses", curve, start, stop, 0.0, says), "other": other}


def _stretch(test: str, curve: str, start: float, stop: float, amount: float, says: str) -> Feature:
    return {
        "test": test,
        "curve": curve,
        "from": start,
        "to": stop,
        "amount": amount,
        "says": says,
    }
