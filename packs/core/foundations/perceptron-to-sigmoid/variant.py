"""A perceptron on three examples: outputs, one pass of learning, and a sigmoid in its place."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import exp, log
from typing import Any

from heldout.authoring import Draw

KEYS = ("first", "second", "third", "fourth", "fifth", "sixth")
INSIDE = (0.001, 0.03, 0.25, 0.37, 0.5, 0.82, 0.999)
OUTSIDE = (-2, -0.5, -0.1, 1.001, 1.2, 2)


def draw(rng: Draw) -> dict[str, Any]:
    """A unit that answers one or two of the three examples wrongly."""
    n = rng.choice((2, 3))
    off = rng.choice((0, -1))
    eta = rng.choice((0.1, 0.5, 1.0))
    count = rng.integer(1, 3)
    others = rng.sample(INSIDE, count) + rng.sample(OUTSIDE, 3 - count)
    while True:
        w = [rng.sign() * rng.integer(1, 12) / 10 for _ in range(n)]
        b = rng.sign() * rng.integer(1, 8) / 10
        points = [
            {"x": [rng.integer(-20, 30) / 10 for _ in range(n)], "t": rng.choice((off, 1))}
            for _ in range(3)
        ]
        values = {
            "n": n,
            "off": off,
            "eta": eta,
            "w": w,
            "b": b,
            "points": points,
            "offered": sorted([-1, 0, 1, *others]),
        }
        wrong = sum(out != p["t"] for out, p in zip(outputs(values), points, strict=True))
        sums = [total(w, b, p["x"]) for p in points]
        clear = min(abs(z) for z in sums) > 0.05 and min(w) < 0 < max(w)
        moving = abs(trained(values)[-1] - b) > 1e-9  # corrections of the bias do not cancel
        if clear and wrong in (1, 2) and len(set(outputs(values))) == 2 and moving:
            break
    values["final"] = [round(number, 6) for number in trained(values)]
    low_z = round(b + sum(weight for weight in w if weight < 0), 6)
    high_z = round(b + sum(weight for weight in w if weight > 0), 6)
    ends = {"low_z": low_z, "high_z": high_z, "low_y": sigmoid(low_z), "high_y": sigmoid(high_z)}
    return values | ends


def sigmoid(z: float) -> float:
    return 1 / (1 + exp(-z))


def total(w: list[float], b: float, x: list[float]) -> float:
    return sum(weight * number for weight, number in zip(w, x, strict=True)) + b


def outputs(values: dict[str, Any]) -> list[int]:
    w, b = values["w"], values["b"]
    return [1 if total(w, b, point["x"]) > 1e-9 else values["off"] for point in values["points"]]


def trained(values: dict[str, Any], sign: int = 1) -> list[float]:
    """Weights and bias after one pass."""
    w, b = list(values["w"]), values["b"]
    for point in values["points"]:
        y = 1 if total(w, b, point["x"]) > 1e-9 else values["off"]
        step = sign * values["eta"] * (point["t"] - y)
        w = [weight + step * number for weight, number in zip(w, point["x"], strict=True)]
        b += step
    return [*w, b]


def trained_at_once(values: dict[str, Any]) -> list[float]:
    """The wrong way: all outputs from the starting weights, all corrections added."""
    w, b = list(values["w"]), values["b"]
    for point, y in zip(values["points"], outputs(values), strict=True):
        step = values["eta"] * (point["t"] - y)
        w = [weight + step * number for weight, number in zip(w, point["x"], strict=True)]
        b += step
    return [*w, b]


def answers(values: dict[str, Any]) -> dict[str, Any]:
    offered = dict(zip(KEYS, values["offered"], strict=True))
    return {
        "outputs": outputs(values),
        "misprint": (values["n"] - 1) * values["b"],
        "learned": trained(values),
        "values": [key for key, number in offered.items() if number in (values["off"], 1)],
        "reach": [key for key, number in offered.items() if 0 < number < 1],
        "box": [values["low_y"], values["high_y"]],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Exact fractions with the bias as a weight; corners of the box; inputs solved for."""
    w = [Fraction(str(number)) for number in (*values["w"], values["b"])]
    points = [[*(Fraction(str(x)) for x in p["x"]), Fraction(1)] for p in values["points"]]
    off, eta, first = values["off"], Fraction(str(values["eta"])), w
    outs, seen = [], set()
    for x, point in zip(points, values["points"], strict=True):
        outs.append(1 if dot(first, x) > 0 else off)
        y = 1 if dot(w, x) > 0 else off
        seen.add(outs[-1])
        w = [a + eta * (point["t"] - y) * c for a, c in zip(w, x, strict=True)]
    printed = sum(a * x + first[-1] for a, x in zip(first[:-1], points[0], strict=False))
    corners = [sigmoid(float(dot(first, [*c, 1]))) for c in product((0, 1), repeat=values["n"])]
    return {
        "outputs": outs,
        "misprint": float(printed - dot(first, points[0])),
        "learned": [float(number) for number in w],
        "values": [k for k, number in zip(KEYS, values["offered"], strict=True) if number in seen],
        "reach": [k for k, y in zip(KEYS, values["offered"], strict=True) if reached(first, y)],
        "box": [min(corners), max(corners)],
    }


def dot(one: Any, other: Any) -> Fraction:
    return Fraction(sum(a * b for a, b in zip(one, other, strict=True)))


def reached(w: list[Fraction], y: float) -> bool:
    """Whether an input along the first axis gives the output y: z = log(y / (1 - y)) is solved."""
    try:
        x = (log(y / (1 - y)) - float(w[-1])) / float(w[0])
    except (ValueError, ZeroDivisionError):
        return False
    return abs(sigmoid(float(w[0]) * x + float(w[-1])) - y) < 1e-9


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    w, b, n, off = values["w"], values["b"], values["n"], values["off"]
    learned = {
        "bias-not-learned": [*truth["learned"][:-1], b],
        "sign-turned": trained(values, -1),
        "nothing-learned": [*w, b],
        "not-updated": trained_at_once(values),
    }
    corners = sorted([sigmoid(b), sigmoid(b + sum(w))])
    inside = truth["reach"]
    ends = [key for key, number in zip(KEYS, values["offered"], strict=True) if number in (0, 1)]
    return {
        "outputs": {
            "other-convention": [out if out == 1 else -1 - off for out in truth["outputs"]],
            "all-turned": [1 + off - out for out in truth["outputs"]],
        },
        "misprint": told_apart(
            [truth["misprint"]],
            {
                "counted-per-input": n * b,
                "no-difference": 0,
                "sum-not-difference": total(w, n * b, values["points"][0]["x"]),
            },
        ),
        "learned": told_apart(truth["learned"], learned),
        "values": {"sigmoid-values": inside},
        "reach": {
            "ends-included": sorted({*inside, *ends}),
            "step-values": truth["values"],
        },
        "box": told_apart(
            truth["box"],
            {
                "whole-range": [0, 1],
                "corners-only": corners,
                "sums-given": [values["low_z"], values["high_z"]],
            },
        ),
    }


def told_apart(truth: list[float], wrong: dict[str, Any]) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, Any] = {}
    for name, value in wrong.items():
        if all(differ(value, other) for other in (truth, *kept.values())):
            kept[name] = value
    return kept


def differ(one: Any, other: Any) -> bool:
    first = one if isinstance(one, list) else [one]
    second = other if isinstance(other, list) else [other]
    return any(abs(a - b) > 0.002 for a, b in zip(first, second, strict=True))
