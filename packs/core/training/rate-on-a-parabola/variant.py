"""Gradient descent on a parabola, at rates below, at and beyond what its curvature allows."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import ceil, log
from typing import Any

from heldout.authoring import Draw

FORMS = ("half", "plain", "moved", "two", "two")
PRODUCTS = (0.25, 0.5, 1, 1.5, 1.75, 2, 2.25, 2.5)  # rate times curvature
RUNS = (0.05, 0.2, 0.6, 0.9, 1.2, 1.5, 1.7, 1.9, 2.1, 2.3)
KEYS = ("a", "b", "c", "d")
HIGH = (2.2, 2.4, 2.5, 2.6, 3)


def draw(rng: Draw) -> dict[str, Any]:
    """A loss, and a rate for each of three runs; no count of steps lies on a knife's edge."""
    while True:
        values = _case(rng)
        steps = log(1 / values["share"]) / -log(1 - values["low"] * values["flat"])
        losses = sorted(_after(values, rate) for rate in values["runs"])
        clear = all(high > 1.3 * low + 1e-9 for low, high in pairwise(losses))
        if 0.03 < steps % 1 < 0.97 and clear:
            return values


def _case(rng: Draw) -> dict[str, Any]:
    form = rng.choice(FORMS)
    curvature = rng.choice((0.5, 1, 2, 4, 5, 8, 10, 20))
    flat = curvature / rng.choice((4, 5, 10)) if form == "two" else curvature
    minimum = rng.sign() * rng.integer(1, 6) if form == "moved" else 0
    product = rng.choice(PRODUCTS)
    a, b = f"{curvature / 2:g}", f"{flat / 2:g}"
    loss = {
        "half": f"\\tfrac12 \\cdot {curvature:g}\\, w^2",
        "plain": f"{_factor(a)}w^2",
        "moved": f"{_factor(a)}(w {'-' if minimum > 0 else '+'} {abs(minimum)})^2",
        "two": f"{_factor(a)}w_1^2 + {_factor(b)}w_2^2",
    }[form]
    return {
        "form": form,
        "two": form == "two",
        "loss": loss,
        "curvature": float(curvature),
        "flat": float(flat),
        "minimum": minimum,
        "start": rng.integer(2, 9),
        "rate": round(product / curvature, 6),
        "low": round(rng.choice((0.02, 0.04, 0.05, 0.08, 0.1)) / curvature, 6),
        "high": round(rng.choice(HIGH) / curvature, 6),
        "share": rng.choice((0.1, 0.05, 0.01)),
        "steps": rng.integer(2, 4),
        "runs": [round(product / curvature, 6) for product in rng.sample(RUNS, 4)],
        "count": rng.integer(3, 8),
    }


def _factor(number: str) -> str:
    return "" if number == "1" else f"{number}\\, "


def answers(values: dict[str, Any]) -> dict[str, Any]:
    curvature = values["curvature"]
    factor = 1 - Fraction(str(values["rate"])) * Fraction(str(curvature))
    shrink = 1 - values["low"] * values["flat"]
    return {
        "factor": f"1 - {curvature:g} * eta",
        "limit": 2 / curvature,
        "fate": _fate(factor),
        "order": sorted(KEYS, key=lambda key: _after(values, values["runs"][KEYS.index(key)])),
        "slow": ceil(log(values["share"]) / log(shrink)),
        "growth": (1 - values["high"] * curvature) ** (2 * values["steps"]),
    }


def _after(values: dict[str, Any], rate: float) -> float:
    """The loss that a run reaches from a distance of 1, in every weight that there is."""
    bends = [values["curvature"], values["flat"]] if values["two"] else [values["curvature"]]
    return sum(bend / 2 * (1 - rate * bend) ** (2 * values["count"]) for bend in bends)


def _fate(factor: Fraction) -> str:
    if factor == 0:
        return "arrives"
    if factor > 0:
        return "creeps"
    return "swings-in" if factor > -1 else "orbits" if factor == -1 else "flies-off"


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Differentiates the loss with SymPy, and walks down it in exact fractions."""
    import sympy

    w, eta = sympy.symbols("w eta", real=True)
    steep = sympy.Rational(str(values["curvature"]))
    m = values["minimum"]
    loss = steep / 2 * (w - m) ** 2
    slope = sympy.diff(loss, w)
    step = sympy.cancel((w - eta * slope - m) / (w - m))  # the distance, before and after
    bounds = sympy.solve(sympy.Eq(step, -1), eta)

    def walk(rate: Any, curvature: Fraction, count: int) -> list[Fraction]:
        place, path = Fraction(values["start"]), []
        for _ in range(count):
            place -= Fraction(str(rate)) * curvature * place
            path.append(place)
        return path

    start = Fraction(values["start"])
    path = walk(values["rate"], Fraction(str(steep)), 4)
    sides = {p > 0 for p in (path[0], path[2])}
    if path[0] == 0:
        fate = "arrives"
    elif sides == {True}:
        fate = "creeps"
    else:
        ends = abs(path[3]) / start
        fate = "swings-in" if ends < 1 else "orbits" if ends == 1 else "flies-off"
    distance, count, rate = 1.0, 0, values["low"]
    while distance > values["share"]:
        distance, count = distance - rate * values["flat"] * distance, count + 1
    last = walk(values["high"], Fraction(str(steep)), values["steps"])[-1]
    bends = [values["curvature"], values["flat"]][: 1 + values["two"]]
    reached = {}
    for key, eta_ in zip(KEYS, values["runs"], strict=True):
        places = [Fraction(1) for _ in bends]
        for _ in range(values["count"]):
            slopes = [Fraction(str(bend)) * p for bend, p in zip(bends, places, strict=True)]
            places = [p - Fraction(str(eta_)) * g for p, g in zip(places, slopes, strict=True)]
        reached[key] = sum(Fraction(str(b)) * p * p for b, p in zip(bends, places, strict=True))
    return {
        "factor": str(step),
        "limit": float(bounds[0]),
        "fate": fate,
        "order": [key for _, key in sorted((loss, key) for key, loss in reached.items())],
        "slow": count,
        "growth": float((last / start) ** 2),
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    curvature, flat, low, share = (values[n] for n in ("curvature", "flat", "low", "share"))
    limit = {
        "one-leap": 1 / curvature,
        "two-forgotten": 4 / curvature,
        "upside-down": curvature / 2,
        "flat-direction": 2 / flat,
    }
    if values["two"]:
        del limit["upside-down"]
    slow = {
        "loss-for-distance": ceil(log(share) / log(1 - low * flat) / 2),
        "straight-line": ceil((1 - share) / (low * flat)),
    }
    if values["two"]:
        slow["steep-direction"] = ceil(log(share) / log(1 - low * curvature))
    leap = abs(1 - values["high"] * curvature)
    growth = {"distance-for-loss": leap ** values["steps"], "one-step-only": leap**2}
    return {
        "factor": {
            "two-forgotten": f"1 - {curvature / 2} * eta",
            "uphill": f"1 + {curvature} * eta",
            "step-for-place": f"-{curvature} * eta",
        },
        "limit": _apart(truth["limit"], limit),
        "fate": {"factor-misread": "flies-off" if truth["fate"] == "swings-in" else "swings-in"},
        "order": _orders(truth["order"], values["runs"]),
        "slow": _apart(truth["slow"], slow),
        "growth": _apart(truth["growth"], growth),
    }


def _orders(truth: list[str], runs: list[float]) -> dict[str, list[str]]:
    """By the rate alone, from either end."""
    upwards = sorted(KEYS, key=lambda key: runs[KEYS.index(key)])
    wrong = {"lower-is-better": upwards, "higher-is-faster": upwards[::-1]}
    return {name: order for name, order in wrong.items() if order != truth}


def _apart(truth: float, wrong: dict[str, float]) -> dict[str, float]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, float] = {}
    for name, value in wrong.items():
        if all(abs(value - other) > 0.03 * abs(other) for other in (truth, *kept.values())):
            kept[name] = value
    return kept
