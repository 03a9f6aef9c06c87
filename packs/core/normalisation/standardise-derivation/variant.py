"""Standardising: mean and variance of aX + b, the z-score, training statistics, folding."""

from __future__ import annotations

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
    """Two values at mu - sigma and mu + sigma have that mean and deviation: all moments from them
    by SymPy, and the rest solved for; the numbers from exact sums and pairs."""
    import math

    import sympy

    a, b, mu, sigma, x, w, c = sympy.symbols("a b mu sigma x w c")
    pair = [a * (mu + side * sigma) + b for side in (-1, 1)]
    mean = sympy.expand(sum(pair) / 2)
    variance = sympy.factor(sympy.expand(sum(p**2 for p in pair) / 2 - mean**2))

    def line(to_mean: Any, to_deviation: Any) -> Any:
        """The straight line that sends mu to one and mu + sigma a deviation further."""
        found = sympy.solve([mean - to_mean, a * (mu + sigma) + b - to_mean - to_deviation], [a, b])
        return sympy.simplify(found[a] * x + found[b])

    standard = line(0, 1)
    folded = sympy.Poly(sympy.expand(w * standard + c), x)
    data = [Fraction(value) for value in values["data"]]
    n = len(data)
    # The variance without the mean: half the mean of all squared differences.
    spread = sum((p - q) ** 2 for p in data for q in data) / (2 * n * n)
    centre = sum(data) / n

    def score(value: Fraction) -> float:
        size = (value - centre) ** 2 / spread
        return math.copysign(math.sqrt(size), value - centre)

    return {
        "mean": str(mean),
        "variance": str(variance),
        "standard": str(standard),
        "target": str(line(values["wanted_mean"], values["wanted_deviation"])),
        "values": [score(value) for value in data],
        "new-value": score(Fraction(values["new"])),
        "fold-weight": str(folded.coeff_monomial(x)),
        "fold-bias": str(folded.coeff_monomial(1)),
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
