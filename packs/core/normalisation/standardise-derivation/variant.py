"""Standardising: mean and variance of aX + b, the z-score, training statistics, folding."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np

from heldout.authoring import Draw


def draw(rng: Draw) -> dict[str, Any]:
    """Few values that are not symmetric, a new one outside their range, and wanted moments."""
    while True:
        count = rng.integer(4, 5)
        data = sorted(rng.integer(-5, 40) for _ in range(count))
        deviation = float(np.std(data))
        if 2 <= deviation <= 15 and len(set(data)) >= 3 and abs(np.mean(data)) >= 1:
            break
    data = rng.shuffled(data)
    new = max(data) + rng.integer(2, 12) if rng.chance(0.5) else min(data) - rng.integer(2, 12)
    wanted_deviation = rng.choice([2, 3, 4, 5, 10, 15])
    values = {
        "data": data,
        "new": new,
        "wanted_mean": rng.choice([-10, -5, 5, 10, 50, 100]),
        "wanted_deviation": wanted_deviation,
        "wanted_variance": wanted_deviation**2,
        "as_variance": rng.chance(0.5),
        "mu": round(float(np.mean(data)), 4),
        "sigma": round(deviation, 4),
    }
    found = answers(values)
    return {
        **values,
        "shown": [round(z, 3) for z in found["values"]],
        "new_shown": round(found["new-value"], 3),
    }


def answers(values: dict[str, Any]) -> dict[str, Any]:
    data = np.array(values["data"], dtype=float)
    mu, sigma = data.mean(), data.std()
    mean, deviation = values["wanted_mean"], values["wanted_deviation"]
    return {
        "mean": "a*mu + b",
        "variance": "a^2*sigma^2",
        "standard": "(x - mu)/sigma",
        "target": f"{mean} + {deviation}*(x - mu)/sigma",
        "values": ((data - mu) / sigma).tolist(),
        "new-value": float((values["new"] - mu) / sigma),
        "fold-weight": "w/sigma",
        "fold-bias": "c - w*mu/sigma",
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Two values, mu - sigma and mu + sigma, have that mean and deviation: moments of what becomes
    of the two, and the line through two points; the numbers from exact sums over pairs."""
    low, high = "(a*(mu - sigma) + b)", "(a*(mu + sigma) + b)"

    def line(at: str, low: float, high: float) -> str:
        """The value there of the line that sends mu - sigma to one and mu + sigma to the other."""
        return f"(({low})*(mu + sigma - {at}) + ({high})*({at} - mu + sigma))/(2*sigma)"

    wanted, spread_by = values["wanted_mean"], values["wanted_deviation"]
    at_zero, at_one = (f"(w*({line(at, -1, 1)}) + c)" for at in "01")
    data = [Fraction(value) for value in values["data"]]
    n = len(data)
    # The variance without the mean: half the mean of all squared differences.
    spread = sum((p - q) ** 2 for p in data for q in data) / (2 * n * n)
    centre = sum(data) / n

    def score(value: Fraction) -> float:
        size = (value - centre) ** 2 / spread
        return math.copysign(math.sqrt(size), value - centre)

    return {
        "mean": f"({low} + {high})/2",
        "variance": f"({high} - {low})^2/4",
        "standard": line("x", -1, 1),
        "target": line("x", wanted - spread_by, wanted + spread_by),
        "values": [score(value) for value in data],
        "new-value": score(Fraction(values["new"])),
        "fold-weight": f"{at_one} - {at_zero}",
        "fold-bias": at_zero,
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    data = np.array(values["data"], dtype=float)
    truth = answers(values)
    mu, sigma, new = data.mean(), data.std(), values["new"]
    mean, deviation = values["wanted_mean"], values["wanted_deviation"]
    low, high = data.min(), data.max()
    every = np.append(data, new)
    of_values = {
        "variance-for-deviation": ((data - mu) / sigma**2).tolist(),
        "scale-forgotten": (data - mu).tolist(),
        "ddof-one": ((data - mu) / data.std(ddof=1)).tolist(),
        "row-by-itself": ((data - low) / (high - low)).tolist(),
        "centre-forgotten": (data / sigma).tolist(),
    }
    of_new = {
        "own-statistics": float((new - every.mean()) / every.std()),
        "one-statistic-new": 0.0,
        "variance-for-deviation": float((new - mu) / sigma**2),
        "ddof-one": float((new - mu) / data.std(ddof=1)),
    }
    return {
        "mean": {"shift-forgotten": "a*mu", "mean-not-scaled": "mu + b"},
        "variance": {
            "scale-not-squared": "a*sigma^2",
            "shift-in-variance": "a^2*sigma^2 + b",
            "deviation-given": "abs(a)*sigma",
        },
        "standard": {
            "variance-for-deviation": "(x - mu)/sigma^2",
            "centre-forgotten": "x/sigma",
            "scale-forgotten": "x - mu",
            "plus-for-minus": "(x + mu)/sigma",
        },
        "target": {
            "variance-as-factor": f"{mean} + {deviation**2}*(x - mu)/sigma",
            "shift-before-scale": f"{deviation}*((x - mu)/sigma + ({mean}))",
            "inverse-done": f"mu + sigma*(x - ({mean}))/{deviation}",
            "variance-for-deviation": f"{mean} + {deviation}*(x - mu)/sigma^2",
        },
        "values": of_values,
        "new-value": {
            name: wrong for name, wrong in of_new.items() if abs(wrong - truth["new-value"]) > 0.01
        },
        "fold-weight": {"weight-not-divided": "w", "multiplied-by-sigma": "w*sigma"},
        "fold-bias": {
            "bias-untouched": "c",
            "bias-not-divided": "c - w*mu",
            "bias-sign": "c + w*mu/sigma",
        },
    }
