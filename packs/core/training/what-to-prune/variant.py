"""Which weight may go: size, effect on the loss, a partner that steps in, whole units, rounds."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt
from typing import Any

from heldout.authoring import Draw


def draw(rng: Draw) -> dict[str, Any]:
    """Weights and variances in which size and effect mostly disagree, clearly."""
    while True:
        weights = [rng.sign() * rng.decimal(0.2, 3, 1) for _ in range(4)]
        variances = [rng.choice((0.04, 0.1, 0.25, 0.5, 1, 2, 4, 9)) for _ in range(4)]
        sizes = sorted(abs(w) for w in weights)
        costs = sorted(w * w * v for w, v in zip(weights, variances, strict=True))
        clear = sizes[1] > 1.15 * sizes[0] and costs[1] > 1.3 * costs[0] and sizes[3] > sizes[2]
        agree = _first(weights, variances, 0) == _first(weights, variances, 2)
        if clear and costs[3] > costs[2] and (not agree or rng.chance(0.1)):
            break
    hidden = 10 * rng.integer(3, 30)
    sparsity = rng.choice((0.5, 0.6, 0.7, 0.8, 0.9))
    return {
        "weights": weights,
        "variances": variances,
        "pair": [rng.sign() * rng.decimal(0.5, 2, 1), rng.sign() * rng.decimal(0.5, 2, 1)],
        "correlation": rng.sign() * rng.choice((0.6, 0.7, 0.8, 0.9, 0.95)),
        "inputs": rng.choice((64, 100, 200, 784)),
        "hidden": hidden,
        "outputs": rng.choice((5, 10, 20)),
        "sparsity": sparsity,
        "percent": round(100 * sparsity),
        "rounds": rng.integer(2, 6),
    }


def _first(weights: list[float], variances: list[float], power: int) -> int:
    """The number of the weight whose size, or effect on the loss, is least."""
    scores = [abs(w) if power == 0 else w * w * v for w, v in zip(weights, variances, strict=True)]
    return scores.index(min(scores)) + 1


def answers(values: dict[str, Any]) -> dict[str, Any]:
    weights, variances = values["weights"], values["variances"]
    w, other = values["pair"]
    rho, kept = values["correlation"], 1 - values["sparsity"]
    n, h, m = values["inputs"], values["hidden"], values["outputs"]
    return {
        "cost": [w * w * v / 2 for w, v in zip(weights, variances, strict=True)],
        "first": [_first(weights, variances, 0), _first(weights, variances, 2)],
        "partner": [other + rho * w, w * w / 2, w * w * (1 - rho * rho) / 2],
        "work": [h * (n + m), round(h * kept) * (n + m)],
        "round": 100 * (1 - kept ** (1 / values["rounds"])),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Losses over all corners of a population, least squares, multiplications counted, a search."""
    import numpy as np

    # Inputs that are plus or minus their deviation, in all combinations: independent, mean 0.
    signs = np.array(np.meshgrid(*[[1.0, -1.0]] * 4)).reshape(4, -1).T
    x = signs * np.sqrt(values["variances"])
    weights = np.array(values["weights"])
    costs = []
    for gone in range(4):
        cut = weights.copy()
        cut[gone] = 0
        costs.append(float(((x @ cut - x @ weights) ** 2).mean() / 2))
    rho, pair = values["correlation"], np.array(values["pair"])
    base = np.array([[1, 1], [1, -1], [-1, 1], [-1, -1]], dtype=float)
    both = base @ np.array([[1, rho], [0, sqrt(1 - rho * rho)]])
    alone = both[:, 1:]
    left, *_ = np.linalg.lstsq(alone, both @ pair, rcond=None)
    without = both @ pair - alone[:, 0] * pair[1]
    refitted = both @ pair - alone @ left

    def multiplications(hidden: int) -> int:
        return values["inputs"] * hidden + hidden * values["outputs"]

    share = Fraction(values["percent"], 100)
    low, high = 0.0, 1.0
    for _ in range(200):
        middle, kept = (low + high) / 2, 1.0
        for _ in range(values["rounds"]):
            kept -= middle * kept
        if kept > 1 - float(share):
            low = middle
        else:
            high = middle
    return {
        "cost": costs,
        "first": [int(np.abs(weights).argmin()) + 1, int(np.argmin(costs)) + 1],
        "partner": [
            float(left[0]),
            float((without**2).mean() / 2),
            float((refitted**2).mean() / 2),
        ],
        "work": [
            multiplications(values["hidden"]),
            multiplications(int(values["hidden"] * (1 - share))),
        ],
        "round": 100 * high,
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    weights, variances = values["weights"], values["variances"]
    w, other = values["pair"]
    rho, share = values["correlation"], values["sparsity"]
    n, h = values["inputs"], values["hidden"]
    before, after = truth["partner"][1:]
    sizes = [abs(x) for x in weights]
    dense, fewer = truth["work"]
    size = truth["first"][0]
    costs = truth["cost"]
    biggest = [sizes.index(max(sizes)) + 1, costs.index(max(costs)) + 1]
    return {
        "cost": {
            "variance-forgotten": [x * x / 2 for x in weights],
            "half-forgotten": [2 * c for c in costs],
            "not-squared": [s * v / 2 for s, v in zip(sizes, variances, strict=True)],
        },
        "first": _apart(
            truth["first"],
            {"size-for-both": [size, size], "largest-removed": biggest},
            0.5,
        ),
        "partner": _apart(
            truth["partner"],
            {
                "not-refitted": [other, before, before],
                "whole-weight-moved": [other + w, before, after],
                "rho-not-squared": [other + rho * w, before, before * (1 - abs(rho))],
            },
            0.02,
        ),
        "work": {
            "zeros-are-free": [round(dense * (1 - share)), fewer],
            "both-sides-cut": [dense, round(dense * (1 - share) ** 2)],
            "first-layer-only": [n * h, round(h * (1 - share)) * n],
        },
        "round": _apart(
            [truth["round"]],
            {
                "divided-evenly": [100 * share / values["rounds"]],
                "kept-for-removed": [100 * (1 - share) ** (1 / values["rounds"])],
                "root-of-sparsity": [100 * share ** (1 / values["rounds"])],
            },
            0.3,
        ),
    }


def _apart(truth: list[Any], wrong: dict[str, list[Any]], near: float) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, list[Any]] = {}
    for name, value in wrong.items():
        if all(
            any(abs(x - y) > near for x, y in zip(value, other, strict=True))
            for other in (truth, *kept.values())
        ):
            kept[name] = value
    return {name: value if len(value) > 1 else value[0] for name, value in kept.items()}
