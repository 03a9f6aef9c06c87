"""The sigmoid with base 2: its derivative, worked step by step, and how far it is from base e."""

import math
from typing import Any

from heldout.authoring import Draw

COARSE = [1.25, 1.3, 1.35, 1.5, 1.55, 1.6, 1.65, 1.7]
FINE = [1.4, 1.42, 1.43, 1.44, 1.45, 1.46]
FAR = 10.0


def draw(rng: Draw) -> dict[str, object]:
    coarse, fine = rng.choice(COARSE), rng.choice(FINE)
    step, last = rng.choice([(0.1, 0.99), (0.1, 0.95), (0.2, 0.99), (0.2, 0.9), (0.25, 0.9)])
    inner = [round(step * place, 2) for place in range(1, round(1 / step))]
    points = [0.0, *(x for x in inner if x < last), last]
    first, second = sorted(rng.sample(points[1:-1], 2))
    worst, place = largest(coarse)
    return {
        "coarse": coarse,
        "fine": fine,
        "points": points,
        "listed": "$(" + ",\\ ".join(f"{x:g}" for x in points) + ")$",
        "first": first,
        "second": second,
        "last": last,
        "on_list": round(max(error(coarse, x) for x in points), 4),
        "on_line": round(worst, 4),
        "place": round(place, 2),
    }


def base_two(k: float, x: float) -> float:
    return 1 / (1 + 2 ** (-k * x))


def sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def error(k: float, x: float) -> float:
    return abs(base_two(k, x) - sigmoid(x))


def largest(k: float) -> tuple[float, float]:
    """The largest error for positive x, and where: there both functions are equally steep."""
    low, high = 0.1, FAR
    for _ in range(80):
        middle = (low + high) / 2
        apart = (slope(k, middle) - slope(1 / math.log(2), middle)) * (k * math.log(2) - 1)
        low, high = (middle, high) if apart > 0 else (low, middle)
    return error(k, low), low


def slope(k: float, x: float) -> float:
    y = base_two(k, x)
    return k * math.log(2) * y * (1 - y)


def answers(values: dict[str, Any]) -> dict[str, Any]:
    k, fine, points = values["coarse"], values["fine"], values["points"]
    asked = [values["first"], values["second"]]
    return {
        "denominator": f"-{k} * log(2) * 2^(-{k} * x)",
        "derivative": f"{k} * log(2) * 2^(-{k} * x) / (1 + 2^(-{k} * x))^2",
        "through-value": f"{k} * log(2) * y * (1 - y)",
        "slope-at-zero": k * math.log(2) / 4,
        "exact": math.log2(math.e),
        "values": [base_two(version, x) for version in (k, fine) for x in asked],
        "errors-on-list": [max(error(version, x) for x in points) for version in (k, fine)],
        "error-on-line": list(largest(k)),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """SymPy differentiates and solves; the worst place by hyperbolic cosines and Brent's method."""
    import numpy as np
    import sympy
    from scipy.optimize import brentq

    x, y, k = sympy.symbols("x y k", positive=True)
    coarse = sympy.Rational(str(values["coarse"]))
    u = 1 + sympy.Integer(2) ** (-coarse * x)
    steepness = sympy.diff(1 / u, x)
    # u = 1/y: the power that it holds is 1/y - 1.
    by_value = coarse * sympy.log(2) * (1 / y - 1) * y**2
    (exact,) = sympy.solve(k * sympy.log(2) - 1, k)
    both = np.array([values["coarse"], values["fine"]])[:, None]

    def approximation(at: Any) -> Any:
        return np.reciprocal(1 + np.exp2(-both * at))

    def distance(at: Any) -> Any:
        return np.abs(approximation(at) - (1 + np.tanh(at / 2)) / 2)

    def flatness(at: float) -> float:
        return float(math.sqrt(stretch) * math.cosh(at / 2) - math.cosh(stretch * at / 2))

    # Equal slopes: stretch / cosh(stretch * x / 2)^2 = 1 / cosh(x / 2)^2.
    stretch = values["coarse"] * math.log(2)
    peak = brentq(flatness, 0.1, FAR, xtol=1e-14)
    return {
        "denominator": str(sympy.diff(u, x)),
        "derivative": str(steepness),
        "through-value": str(by_value),
        "slope-at-zero": float(steepness.subs(x, 0)),
        "exact": float(exact),
        "values": approximation(np.array([values["first"], values["second"]])).ravel().tolist(),
        "errors-on-list": distance(np.array(values["points"])).max(axis=1).tolist(),
        "error-on-line": [float(distance(np.array([peak]))[0, 0]), peak],
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    k, fine, points = values["coarse"], values["fine"], values["points"]
    asked = [values["first"], values["second"]]
    power, factor = f"2^(-{k} * x)", f"{k} * log(2)"
    full = [max(error(version, x) for x in points) for version in (k, fine)]
    as_one = [max(error(version, x) for x in (*points[:-1], 1.0)) for version in (k, fine)]
    return {
        "denominator": {
            "logarithm-forgotten": f"-{k} * {power}",
            "sign-forgotten": f"{factor} * {power}",
            "power-rule": f"-{k} * x * 2^(-{k} * x - 1)",
        },
        "derivative": {
            "logarithm-forgotten": f"{k} * {power} / (1 + {power})^2",
            "reciprocal-sign": f"-{factor} * {power} / (1 + {power})^2",
            "square-forgotten": f"{factor} * {power} / (1 + {power})",
        },
        "through-value": {
            "plain-rule": "y * (1 - y)",
            "factor-without-logarithm": f"{k} * y * (1 - y)",
            "logarithm-without-factor": "log(2) * y * (1 - y)",
        },
        "slope-at-zero": {
            "plain-rule": 0.25,
            "factor-without-logarithm": k / 4,
            "quarter-forgotten": k * math.log(2),
        },
        "exact": {
            "logarithm-upside-down": math.log(2),
            "common-logarithm": math.log2(10),
        },
        "values": {
            "base-e": [sigmoid(version * x) for version in (k, fine) for x in asked],
            "x-dropped": [base_two(version, 1) for version in (k, fine) for _ in asked],
        },
        "errors-on-list": {
            "end-taken-as-one": as_one,
            "first-point-only": [error(version, values["second"]) for version in (k, fine)],
        },
        "error-on-line": {
            "list-for-line": [full[0], points[-1]],
            "end-of-the-line": [error(k, FAR), FAR],
        },
    }
