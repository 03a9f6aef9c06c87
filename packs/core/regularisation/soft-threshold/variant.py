"""Lasso along one weight: the condition for zero, the soft threshold, and a step in numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from heldout.authoring import Draw

# In front of the squared residuals, as LaTeX; what is left of it in the threshold.
DATA = {"1/2": r"\tfrac12", "1": "", "1/(2n)": r"\tfrac{1}{2n}", "1/n": r"\tfrac1n"}
THRESHOLD = {"1/2": "alpha", "1": "alpha/2", "1/(2n)": "n alpha", "1/n": "n alpha/2"}


def draw(rng: Draw) -> dict[str, Any]:
    """Four examples of two features, and a strength that keeps the first weight or does not."""
    data = rng.choice(["1/2", "1/2", "1", "1/(2n)", "1/n"])
    kept = rng.chance(0.6)
    while True:
        X = [[rng.integer(-3, 3), rng.integer(-3, 3)] for _ in range(4)]
        y = [rng.integer(-6, 6) for _ in range(4)]
        other = rng.sign() * rng.integer(1, 2)
        now = rng.sign() * rng.integer(1, 3)
        rho = sum(row[0] * (t - row[1] * other) for row, t in zip(X, y, strict=True))
        full = rho - sum(row[0] ** 2 for row in X) * now
        overlap = sum(row[0] * row[1] for row in X)
        size = sum(row[0] ** 2 for row in X)
        if not (3 <= abs(rho) <= 30 and overlap and size > 4 and full and abs(full) != abs(rho)):
            continue
        share = Fraction(rng.choice([1, 2, 3]), 4) if kept else Fraction(rng.choice([1, 5, 6]), 4)
        limit = abs(rho) * share if kept else abs(rho) * max(share, Fraction(1))
        if limit.denominator <= 2:
            break
    alpha = {"1/2": limit, "1": 2 * limit, "1/(2n)": limit / 4, "1/n": limit / 2}[data]
    example = rng.integer(2, 9)
    z, within = rng.choice([2, 4, 5]), rng.choice([0.25, 0.5, 0.75])
    over = rng.choice([over for over in range(1, 7) if (example + over) != z * over])
    return {
        "data": data,
        "shown": DATA[data],
        "mean": "n" in data,
        "X": X,
        "y": y,
        "other": other,
        "now": now,
        "alpha": float(alpha),
        "limit": float(limit),
        "three": rng.shuffled(
            [
                example * rng.sign(),
                (example + over) * rng.sign(),
                round(example * within, 1) * rng.sign(),
            ]
        ),
        "z": z,
        "edge": example,
        "size": size,
        "rho": rho,
        "zero": limit >= abs(rho),
        "new": soft(rho, float(limit), size),
        "slope": {"1/2": "", "1": r"2\,", "1/(2n)": r"\tfrac1n\,", "1/n": r"\tfrac2n\,"}[data],
    }


def soft(rho: float, limit: float, size: float) -> float:
    return (1 if rho > 0 else -1) * max(abs(rho) - limit, 0.0) / size + 0.0


def answers(values: dict[str, Any]) -> dict[str, Any]:
    limit = THRESHOLD[values["data"]]
    twice = {"1/2": "", "1": "2 ", "1/(2n)": "(1/n) ", "1/n": "(2/n) "}[values["data"]]
    return {
        "slope": f"{twice}(z w - r) + alpha sign(w)",
        "positive": f"(r - {limit}) / z",
        "zero": limit,
        "operator": f"sign(r) max(|r| - {limit}, 0) / z",
        "cases": [soft(rho, values["edge"], values["z"]) for rho in values["three"]],
        "numbers": [values["rho"], soft(values["rho"], values["limit"], values["size"])],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Every minimum is looked for as the place where the slope of the objective changes sign."""
    import numpy as np
    from scipy.optimize import brentq

    n = 4
    front = {"1/2": 0.5, "1": 1.0, "1/(2n)": 0.5 / n, "1/n": 1 / n}[values["data"]]
    X, y = np.array(values["X"], dtype=float), np.array(values["y"], dtype=float)

    def least(slope: Any) -> float:
        """Along one weight; 0 where the slope jumps across zero."""
        left, right = slope(-1e-300), slope(1e-300)
        return 0.0 if left <= 0 <= right else float(brentq(slope, -100, 100, xtol=1e-14))

    def of_data(w: float) -> float:
        """From the residual of the whole model."""
        residual = X @ np.array([w, values["other"]]) - y
        return float(2 * front * X[:, 0] @ residual + values["alpha"] * np.sign(w))

    def of_case(rho: float) -> Any:
        return lambda w: values["z"] * w - rho + values["edge"] * np.sign(w)

    # With alpha = 1, the slope at 0 is 2 front (-r) -/+ 1: from which r on does it leave zero?
    limit = 1 / (2 * front)
    scaled = f"{limit / n} n alpha" if values["mean"] else f"{limit} alpha"
    over = f"{2 * front * n}/n" if values["mean"] else f"{2 * front}"
    return {
        "slope": f"({over}) (w z - r) + alpha w/|w|",
        "positive": f"r/z - {scaled}/z",
        "zero": scaled,
        "operator": f"(relu(r - {scaled}) - relu(-r - {scaled})) / z",
        "cases": [least(of_case(rho)) for rho in values["three"]],
        "numbers": [float(X[:, 0] @ (y - X[:, 1] * values["other"])), least(of_data)],
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    limit = THRESHOLD[values["data"]]
    rho, size, edge = values["rho"], values["size"], values["edge"]
    full, z = rho - size * values["now"], values["z"]
    twice = {"1/2": "", "1": "2 ", "1/(2n)": "(1/n) ", "1/n": "(2/n) "}[values["data"]]
    of_slope = {
        "sign-forgotten": f"{twice}(z w - r) + alpha",
        "pull-in-proportion": f"{twice}(z w - r) + alpha w",
    }
    of_zero = {} if limit == "alpha" else {"strength-as-written": "alpha"}
    if limit == "alpha":
        of_zero = {"half-too-much": "alpha/2"}
    right = answers(values)["numbers"][1]
    of_numbers = {
        "full-residual": [full, soft(full, values["limit"], size)],
        "no-threshold": [rho, rho / size],
    }
    hard = [rho, 0.0 if values["zero"] else rho / size]
    if not values["zero"] and hard != [rho, rho / size]:
        of_numbers["kept-whole"] = hard
    if right:
        of_numbers["size-forgotten"] = [rho, right * size]
    return {
        "slope": {
            "sum-turned": f"-({answers(values)['slope']})",
            "only-data": "z w - r",
            **of_slope,
        },
        "positive": {"not-shrunk": "r / z", "shifted-after": f"r / z - {limit}"},
        "zero": of_zero,
        "operator": {
            "no-cut": f"(r - ({limit}) sign(r)) / z",
            "one-sided": f"max(r - {limit}, 0) / z",
        },
        "cases": {
            "kept-whole": [r / z if abs(r) > edge else 0 for r in values["three"]],
            "no-cut": [(r - edge * (1 if r > 0 else -1)) / z for r in values["three"]],
            "size-forgotten": [soft(r, edge, 1) for r in values["three"]],
        },
        "numbers": of_numbers,
    }
