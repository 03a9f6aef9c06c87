"""Squared error and cross-entropy of a sigmoid neuron on a few examples, and their gradients."""

from __future__ import annotations

import cmath
import math
from typing import Any

from heldout.authoring import Draw

SURE = {0: [0.95, 0.96, 0.98, 0.99], 1: [0.05, 0.04, 0.02, 0.01]}  # outputs far from the target


def draw(rng: Draw) -> dict[str, Any]:
    n = 3
    inputs = [x * rng.sign() for x in rng.sample([0.5, 1.5, 2, 2.5, 3, 4], n)]
    targets = rng.shuffled([0, 1, rng.integer(0, 1)])
    y = rng.integer(0, 1)
    a = rng.choice(SURE[y])
    x = rng.sign() * rng.choice([2, 3, 4, 5, 10])
    by_bias = rng.chance(0.3)
    error = (a - y) * (1 if by_bias else x)
    half = rng.chance(0.6)
    return {
        "n": n,
        "half": half,
        "front": "\\tfrac12 (y - a)^2" if half else "(y - a)^2",
        "mean_front": "2n" if half else "n",
        "twice": "" if half else "2\\,",
        "table": [{"x": p, "y": q} for p, q in zip(inputs, targets, strict=True)],
        "stuck_x": x,
        "stuck_y": y,
        "stuck_a": a,
        "by_bias": by_bias,
        "stuck_name": "$b$" if by_bias else "$w$",
        "stuck_squared": round((1 if half else 2) * error * a * (1 - a), 4),
        "stuck_entropy": round(error, 4),
    }


def neuron(x: float, bias: str = " + b") -> str:
    """The output for that input, as a formula."""
    return f"sigmoid({x:g}*w{bias})"


def squared(values: dict[str, Any], front: str, bias: str = " + b") -> str:
    terms = [f"({row['y']} - {neuron(row['x'], bias)})^2" for row in values["table"]]
    return f"{front}*({' + '.join(terms)})"


def entropy(values: dict[str, Any], front: str, bias: str = " + b") -> str:
    terms = []
    for row in values["table"]:
        a = neuron(row["x"], bias)
        terms.append(f"log({a})" if row["y"] else f"log(1 - {a})")
    return f"{front}*({' + '.join(terms)})"


def answers(values: dict[str, Any]) -> dict[str, Any]:
    n, a, y = values["n"], values["stuck_a"], values["stuck_y"]
    link = 1 if values["by_bias"] else values["stuck_x"]
    factor = 1 if values["half"] else 2
    return {
        "squared": squared(values, f"1/{2 * n if values['half'] else n}"),
        "entropy": entropy(values, f"-1/{n}"),
        "squared-slope": f"{'' if values['half'] else '2*'}(a - y)*a*(1 - a)*x",
        "entropy-by-output": "(a - y)/(a*(1 - a))",
        "entropy-slope": "(a - y)*x",
        "stuck": [factor * (a - y) * a * (1 - a) * link, (a - y) * link],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """SymPy from the definitions, with targets as they are; numbers by a complex step."""
    import sympy

    w, b, a, y, x = sympy.symbols("w b a y x")

    def output(z: Any) -> Any:
        return 1 / (1 + sympy.exp(-z))

    def cross(y: Any, a: Any) -> Any:
        return -(y * sympy.log(a) + (1 - y) * sympy.log(1 - a))

    front = sympy.Rational(1, 2) if values["half"] else sympy.Integer(1)
    rows = [(sympy.Rational(str(row["x"])), row["y"]) for row in values["table"]]
    mean_square = sum(front * (q - output(w * p + b)) ** 2 for p, q in rows) / values["n"]
    mean_cross = sum(cross(q, output(w * p + b)) for p, q in rows) / values["n"]
    # Of one neuron without bias, by w; then w is put back by the logit of a.
    by_weight = [
        sympy.diff(cost, w).subs(w, sympy.log(a / (1 - a)) / x)
        for cost in (front * (y - output(w * x)) ** 2, cross(y, output(w * x)))
    ]
    # A weight, and the bias that gives this output with it. Then a step in one of the two, so small
    # that it is only seen in the imaginary part of the costs, which is step times slope.
    place, target, step = values["stuck_x"], values["stuck_y"], 1e-30
    logit = -math.log(1 / values["stuck_a"] - 1)
    weight, bias = complex(0.1), complex(logit - 0.1 * place)
    if values["by_bias"]:
        bias += step * 1j
    else:
        weight += step * 1j
    put_out = 1 / (1 + cmath.exp(-(weight * place + bias)))
    costs = (
        float(front) * (target - put_out) ** 2,
        -cmath.log(put_out if target else 1 - put_out),
    )
    gradients = [cost.imag / step for cost in costs]
    return {
        "squared": str(mean_square),
        "entropy": str(mean_cross),
        "squared-slope": str(by_weight[0]),
        "entropy-by-output": str(sympy.diff(cross(y, a), a)),
        "entropy-slope": str(by_weight[1]),
        "stuck": gradients,
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    n, a, y, x = (values[name] for name in ("n", "stuck_a", "stuck_y", "stuck_x"))
    link = 1 if values["by_bias"] else x
    ones = [row for row in values["table"] if row["y"]]
    turned = {**values, "table": [{**row, "y": 1 - row["y"]} for row in values["table"]]}
    linear = " + ".join(f"({row['y']} - ({row['x']:g}*w + b))^2" for row in values["table"])
    half = values["half"]
    front, wrong_front = (f"1/{2 * n}", f"1/{n}") if half else (f"1/{n}", f"1/{2 * n}")
    two, wrong_two = ("", "2*") if half else ("2*", "")
    slope = (1 if half else 2) * a * (1 - a)
    of_stuck = {
        "both-with-slope": [(a - y) * slope * link, (a - y) * a * (1 - a) * link],
        "neither-with-slope": [(1 if half else 2) * (a - y) * link, (a - y) * link],
        "sign-reversed": [-(a - y) * slope * link, -(a - y) * link],
    }
    if link != 1:
        of_stuck["slope-of-input"] = [(a - y) * slope, a - y]
    return {
        "squared": {
            "sum-for-mean": squared(values, "1/2" if half else "1"),
            "front-wrong": squared(values, wrong_front),
            "bias-forgotten": squared(values, front, ""),
            "sum-not-squashed": f"{front}*({linear})",
        },
        "entropy": {
            "sum-for-mean": entropy(values, "-1"),
            "sign-forgotten": entropy(values, f"1/{n}"),
            "only-ones-counted": entropy({**values, "table": ones}, f"-1/{n}"),
            "targets-exchanged": entropy(turned, f"-1/{n}"),
            "bias-forgotten": entropy(values, f"-1/{n}", ""),
        },
        "squared-slope": {
            "slope-forgotten": f"{two}(a - y)*x",
            "slope-of-input": f"{two}(a - y)*a*(1 - a)",
            "sign-reversed": f"{two}(y - a)*a*(1 - a)*x",
            "two-wrong": f"{wrong_two}(a - y)*a*(1 - a)*x",
        },
        "entropy-by-output": {
            "sign-reversed": "(y - a)/(a*(1 - a))",
            "inner-minus-lost": "-y/a - (1 - y)/(1 - a)",
            "only-ones-counted": "-y/a",
        },
        "entropy-slope": {
            "slope-left-in": "(a - y)*a*(1 - a)*x",
            "slope-of-input": "a - y",
            "output-only": "(a - y)/(a*(1 - a))",
            "sign-reversed": "(y - a)*x",
        },
        "stuck": of_stuck,
    }
