"""Random search against a grid: values tried, chances of a hit, scales, and when a grid wins."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, isclose, log
from typing import Any

from heldout.authoring import Draw

WORDS = {1: "one", 2: "two", 3: "three", 4: "four"}


def draw(rng: Draw) -> dict[str, Any]:
    while True:
        values = _search(rng)
        random, grid = _chances(values)
        clear = abs(abs(random - grid) - 0.01) > 0.004
        needed = log(1 - values["wanted"]) / log(1 - values["length"])
        if clear and 0.02 < needed % 1 < 0.98 and 0.03 < _hit(values) < 0.985:
            break
    values["chances"] = [random, grid]
    return values | {"answer": answers(values)}


def _search(rng: Draw) -> dict[str, Any]:
    axes = rng.choice((2, 2, 3, 3, 4))
    side = rng.choice({2: (3, 4, 5, 6), 3: (2, 3, 4), 4: (2, 3)}[axes])
    lowest = -rng.integer(4, 6)
    highest = rng.choice((-1, 0))
    effective = rng.choice((1, axes, axes))
    return {
        "axes": axes,
        "axes_name": WORDS[axes],
        "side": side,
        "trials": side**axes,
        "repeats": side ** (axes - 1),
        "length": rng.choice((0.02, 0.03, 0.04, 0.05, 0.08, 0.1, 0.15)),
        "wanted": rng.choice((0.5, 0.8, 0.9, 0.95, 0.99)),
        "lowest": lowest,
        "highest": highest,
        "decades": highest - lowest,
        "limit": rng.integer(lowest + 1, highest - 1),
        "effective": effective,
        "effective_name": ("both" if axes == 2 else f"all {WORDS[axes]}"),
        "patch": rng.choice((0.1, 0.2, 0.3, 0.4, 0.5)),
    }


def _hit(values: dict[str, Any]) -> float:
    return 1 - (1 - values["length"]) ** values["trials"]


def _chances(values: dict[str, Any]) -> tuple[float, float]:
    """The chance of a good result by random search and by the grid."""
    side, patch, effective = values["side"], values["patch"], values["effective"]
    random = 1 - (1 - patch**effective) ** values["trials"]
    return random, _covered(side, patch) ** effective


def _covered(side: int, patch: float) -> float:
    """The share of places of an interval at which it holds a value of the grid."""
    points = [(2 * k + 1) / (2 * side) for k in range(side)]
    room = 1 - patch  # the interval starts somewhere from 0 to here
    starts, reached = 0.0, 0.0
    for point in points:
        low, high = max(point - patch, reached, 0.0), min(point, room)
        if high > low:
            starts, reached = starts + high - low, high
    return starts / room


def answers(values: dict[str, Any]) -> dict[str, Any]:
    top, bottom, limit = (10.0 ** values[name] for name in ("highest", "lowest", "limit"))
    random, grid = _chances(values)
    return {
        "values": [values["side"], values["trials"]],
        "hit": _hit(values),
        "needed": ceil(log(1 - values["wanted"]) / log(1 - values["length"])),
        "scale": [
            (limit - bottom) / (top - bottom),
            (values["limit"] - values["lowest"]) / values["decades"],
        ],
        "better": _verdict(random, grid),
    }


def _verdict(random: float, grid: float) -> str:
    if abs(random - grid) <= 0.01:
        return "alike"
    return "random" if random > grid else "grid"


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Lists the grid, multiplies misses one by one, and tries the intervals place by place."""
    from itertools import product

    side, trials = values["side"], values["trials"]
    points = [Fraction(2 * k + 1, 2 * side) for k in range(side)]
    grid = list(product(points, repeat=values["axes"]))
    miss = 1 - Fraction(str(values["length"]))
    none, budget = Fraction(1), 0
    while 1 - none < Fraction(str(values["wanted"])):
        none, budget = none * miss, budget + 1
    hit = Fraction(1)
    for _ in grid:
        hit *= miss
    return {
        "values": [len({trial[0] for trial in grid}), len(grid)],
        "hit": float(1 - hit),
        "needed": budget,
        "scale": _drawn(values),
        "better": _tried(values, points, trials),
    }


def _drawn(values: dict[str, Any]) -> list[float]:
    """Shares of both kinds of draw from evenly spread quantiles, by halving."""
    low, high, limit = (values[name] for name in ("lowest", "highest", "limit"))

    def share(drawn: Any) -> float:
        below, above = 0.0, 1.0
        for _ in range(80):
            middle = (below + above) / 2
            below, above = (middle, above) if drawn(middle) < 10.0**limit else (below, middle)
        return above

    return [
        share(lambda u: 10.0**low + u * (10.0**high - 10.0**low)),
        share(lambda u: 10.0 ** (low + u * (high - low))),
    ]


def _tried(values: dict[str, Any], points: list[Fraction], trials: int) -> str:
    """Both chances as shares of a fine comb of places for the intervals."""
    patch = values["patch"]
    places = [(start + 0.5) / 4000 * (1 - patch) for start in range(4000)]
    held = sum(any(place < p < place + patch for p in map(float, points)) for place in places)
    grid = (held / len(places)) ** values["effective"]
    none = 1.0
    for _ in range(trials):
        none *= 1 - patch ** values["effective"]
    return _verdict(1 - none, grid)


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    side, trials, axes = values["side"], values["trials"], values["axes"]
    length, wanted = values["length"], values["wanted"]
    uniform, logarithmic = truth["scale"]
    better = {}
    if truth["better"] != "random":
        better["random-always-better"] = "random"
    if truth["better"] != "grid":
        better["grid-more-thorough"] = "grid"
    needed = {
        "budget-by-share": ceil(1 / length - 1e-9),
        "budget-rounded-down": truth["needed"] - 1,
    }
    return {
        "values": _told_apart(
            truth["values"],
            {
                "grid-counted-as-trials": [trials, trials],
                "random-counted-as-grid": [side, side],
                "trials-multiplied": [side, trials * axes],
                "grid-adds-axes": [side * axes, trials],
            },
        ),
        "hit": _told_apart(
            truth["hit"],
            {
                "chances-added": trials * length,
                "one-trial": length,
                "all-axes-needed": 1 - (1 - length**axes) ** trials,
                "grid-values-only": 1 - (1 - length) ** side,
            },
        ),
        "needed": _told_apart(
            truth["needed"],
            {name: value for name, value in needed.items() if value > 0} | _by_axes(length, wanted),
        ),
        "scale": _told_apart(
            truth["scale"],
            {
                "scales-exchanged": [logarithmic, uniform],
                "ends-counted": [uniform, values["limit"] - values["lowest"]],
            },
        ),
        "better": better,
    }


def _by_axes(length: float, wanted: float) -> dict[str, Any]:
    """As many trials as the chances add up to what is wanted."""
    return {"chances-added": ceil(wanted / length - 1e-9)}


def _told_apart(truth: Any, wrong: dict[str, Any]) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, Any] = {}
    for name, value in wrong.items():
        if not any(_close(value, other) for other in (truth, *kept.values())):
            kept[name] = value
    return kept


def _close(one: Any, other: Any) -> bool:
    pairs = zip(_list(one), _list(other), strict=True)
    return all(isclose(a, b, abs_tol=0.007) for a, b in pairs)


def _list(value: Any) -> list[float]:
    return value if isinstance(value, list) else [value]
