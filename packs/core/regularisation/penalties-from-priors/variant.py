"""L1 and L2 penalties as priors: which strength belongs to which noise and which prior."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Any

from heldout.authoring import Draw

# In front of the squared residuals, and in front of alpha times the squared weights.
DATA = {"1/2": r"\tfrac12\,", "1": "", "1/n": r"\tfrac1n\,", "1/(2n)": r"\tfrac{1}{2n}\,"}
SQUARES = {"1/2": r"\tfrac{\alpha_2}{2}", "1": r"\alpha_2"}


def draw(rng: Draw) -> dict[str, Any]:
    data, squares = rng.choice(list(DATA)), rng.choice(list(SQUARES))
    noise, spread = rng.choice([0.5, 1, 2, 3]), rng.choice([0.5, 1, 1.5, 2, 4])
    width = rng.choice([0.5, 1, 2, 4])
    threshold = noise**2 / width
    inside = rng.chance(0.4)
    seen = rng.sign() * round(threshold * (0.6 if inside else rng.choice([1.5, 2, 3])) + 0.1, 2)
    return {
        "data": data,
        "squares": squares,
        "shown_data": DATA[data],
        "shown_squares": SQUARES[squares],
        "noise": noise,
        "spread": spread,
        "width": width,
        "rows": rng.choice([10, 20, 50, 100]),
        "seen": seen,
        "share": round(spread**2 / (spread**2 + noise**2), 6),
        "limit": round(threshold, 6),
    }


def strengths(values: dict[str, Any]) -> tuple[str, str]:
    """The strengths of the L2 and of the L1 penalty, as formulas."""
    twice = {"1/2": 1, "1": 2, "1/n": 2, "1/(2n)": 1}[values["data"]]
    two = twice * (1 if values["squares"] == "1/2" else 0.5)
    ends = ("(n t^2)", "(n b)") if "n" in values["data"] else ("t^2", "b")
    return f"{front(two)}s^2 / {ends[0]}", f"{front(twice)}s^2 / {ends[1]}"


def without_noise(strength: str) -> str:
    return strength.replace(" s^2", "").replace("s^2", "1")


def front(number: float) -> str:
    return "" if number == 1 else f"{number:g} "


def strength(values: dict[str, Any], t: float) -> float:
    """The L2 strength in numbers."""
    twice = {"1/2": 1, "1": 2, "1/n": 2, "1/(2n)": 1}[values["data"]]
    rows = values["rows"] if "n" in values["data"] else 1
    return twice * (1 if values["squares"] == "1/2" else 0.5) * values["noise"] ** 2 / t**2 / rows


def answers(values: dict[str, Any]) -> dict[str, Any]:
    two, one = strengths(values)
    noise, spread, seen, width = (values[name] for name in ("noise", "spread", "seen", "width"))
    return {
        "gaussian": "X^T (X w - y) / s^2 + w / t^2",
        "laplace": "X^T (X w - y) / s^2 + sign(w) / b",
        "strength-two": two,
        "strength-one": one,
        "number": strength(values, spread),
        "estimates": [
            seen * spread**2 / (noise**2 + spread**2),
            (1 if seen > 0 else -1) * max(abs(seen) - noise**2 / width, 0.0),
        ],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Slopes of log densities, taken as difference quotients; least squares and bisection."""
    import numpy as np
    from scipy.optimize import brentq

    def pull(density: Any, w: float) -> float:
        """The slope of minus the log density, exact where that is a square or a line."""
        return 4 * (math.log(density(w - 1 / 8)) - math.log(density(w + 1 / 8)))

    def laplace(w: float) -> float:
        return math.exp(-abs(w) / 0.5) / (2 * 0.5)

    # Slopes of minus the logs at distance 1, for scales of 1/2: powers of the scale follow.
    by_data = by_square = pull(NormalDist(0, 0.5).pdf, 1.0) * 0.25
    by_size = pull(laplace, 1.0) * 0.5
    rows = 7
    front = {"1/2": 0.5, "1": 1.0, "1/n": 1 / rows, "1/(2n)": 0.5 / rows}[values["data"]]
    penalty = {"1/2": 0.5, "1": 1.0}[values["squares"]]
    # The objective is the minus log posterior times one number, which the data term fixes.
    number = 2 * front / by_data
    two, one = number * by_square / (2 * penalty), number * by_size
    n = "n" if "n" in values["data"] else "1"
    scale = rows if n == "n" else 1
    noise, spread, seen, width = (values[name] for name in ("noise", "spread", "seen", "width"))
    # A prior is one more observation: of 0, as noisy as the prior is wide.
    table, targets = np.array([[1 / noise], [1 / spread]]), np.array([seen / noise, 0])
    ridge = np.linalg.lstsq(table, targets, rcond=None)[0][0]

    def slope(w: float) -> float:
        return by_data * (w - seen) / noise**2 + by_size * math.copysign(1, w) / width

    kink = slope(-0.0) <= 0 <= slope(0.0)
    lasso = 0.0 if kink else float(brentq(slope, -99, 99, xtol=1e-13))

    count = values["rows"] if n == "n" else 1
    return {
        "gaussian": f"(X^T X w - X^T y) * {by_data} s^(-2) + {by_square} t^(-2) w",
        "laplace": f"(X^T X w - X^T y) * {by_data} s^(-2) + {by_size} w ./ (b |w|)",
        "strength-two": f"{two * scale} * (s/t)^2 / {n}",
        "strength-one": f"{one * scale} * s^2 / b / {n}",
        "number": float(two * scale * (noise / spread) ** 2 / count),
        "estimates": [float(ridge), lasso],
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    two, one = strengths(values)
    noise, spread, seen, width = (values[name] for name in ("noise", "spread", "seen", "width"))
    of_two = {"upside-down": "t^2 / s^2", "noise-forgotten": without_noise(two)}
    of_one = {"noise-forgotten": without_noise(one), "width-squared": one.replace("b", "b^2")}
    if two != "s^2 / t^2":
        of_two["other-objective"] = "s^2 / t^2"
    if one != "s^2 / b":
        of_one["other-objective"] = "s^2 / b"
    of_number = {}
    if noise != 1:
        of_number["not-squared"] = strength(values, spread) / noise
    if spread != 1 and noise * spread != 1:
        of_number["spread-not-squared"] = strength(values, spread) * spread
    ridge = seen * spread**2 / (noise**2 + spread**2)
    right = answers(values)["estimates"]
    of_estimates = {
        "no-prior": [seen, seen],
        "ridge-for-both": [ridge, ridge],
        "never-zero": [ridge, seen - (1 if seen > 0 else -1) * noise**2 / width],
    }
    return {
        "gaussian": {
            "sign-of-prior": "X^T (X w - y) / s^2 - w / t^2",
            "noise-forgotten": "X^T (X w - y) + w / t^2",
            "two-too-many": "2 X^T (X w - y) / s^2 + 2 w / t^2",
        },
        "laplace": {
            "gaussian-for-laplace": "X^T (X w - y) / s^2 + w / b^2",
            "sign-of-prior": "X^T (X w - y) / s^2 - sign(w) / b",
        },
        "strength-two": of_two,
        "strength-one": of_one,
        "number": of_number,
        "estimates": {
            name: value
            for name, value in of_estimates.items()
            if max(abs(a - b) for a, b in zip(value, right, strict=True)) > 0.004
        },
    }
