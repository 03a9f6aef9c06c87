"""Dropout spreads weights over units that know the same, and parts units that need each other."""

from __future__ import annotations

from math import isclose
from typing import Any

from heldout.authoring import Draw


def draw(rng: Draw) -> dict[str, Any]:
    return {
        "factor": rng.sign() * rng.choice((2, 3, 4, 5, 6)),
        "drop": rng.choice((0.1, 0.2, 0.25, 0.4, 0.5, 0.6, 0.75)),
        "copies": rng.integer(3, 8),
        "nuisance": rng.choice((0.5, 1, 2, 3, 4)),
        "goal": rng.sign() * rng.choice((2, 3, 4, 5)),
    }


def answers(values: dict[str, Any]) -> dict[str, Any]:
    c, p, n = values["factor"], values["drop"], values["copies"]
    ratio = p / (1 - p)
    each = c / (n + ratio)
    first, second = _pair(values)
    return {
        "loss": f"(w1 + w2 {-c:+d})^2 + {p}/(1 - {p}) * (w1^2 + w2^2)",
        "slope": f"2*(w1 + w2 {-c:+d}) + 2*{p}/(1 - {p})*w1",
        "each": each,
        "lost": [float(c**2), (c - (n - 1) * each) ** 2],
        "pair": [first, second],
    }


def _pair(values: dict[str, Any]) -> tuple[float, float]:
    """The weights of signal + nuisance, and of the nuisance alone, that dropout leaves."""
    goal, v, p = values["goal"], values["nuisance"], values["drop"]
    keep = 1 - p
    first = goal / (1 + v * p + p / keep * (1 + v))
    return first, -keep * first


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """SymPy's mean over the masks, and normal equations over all masks and two-valued inputs."""
    from itertools import product

    import numpy as np
    import sympy

    c, drop = values["factor"], values["drop"]
    w1, w2 = sympy.symbols("w1 w2", real=True)
    p = sympy.Rational(str(drop))
    mean = sum(
        (p if not a else 1 - p) * (p if not b else 1 - p) * ((a * w1 + b * w2) / (1 - p) - c) ** 2
        for a, b in product((0, 1), repeat=2)
    )
    mean = sympy.expand(mean)

    def fitted(rows: list[list[float]], targets: list[float]) -> Any:
        """Least squares over all masks, each with its chance, as a normal equation."""
        x, y = np.array(rows), np.array(targets)
        units = x.shape[1]
        gram, moment = np.zeros((units, units)), np.zeros(units)
        for mask in product((0, 1), repeat=units):
            chance = float(np.prod([1 - drop if kept else drop for kept in mask]))
            seen = x * np.array(mask) / (1 - drop)
            gram += chance * seen.T @ seen / len(x)
            moment += chance * seen.T @ y / len(x)
        return np.linalg.solve(gram, moment)

    n = values["copies"]
    copied = fitted([[s] * n for s in (1.0, -1.0)], [c * s for s in (1.0, -1.0)])
    size = values["nuisance"] ** 0.5
    cases = [(s, t * size) for s in (1.0, -1.0) for t in (1.0, -1.0)]
    pair = fitted([[s + z, z] for s, z in cases], [values["goal"] * s for s, _ in cases])
    alone = np.linalg.lstsq(np.array([[1.0], [-1.0]]), np.array([c, -c]), rcond=None)[0]
    return {
        "loss": str(mean),
        "slope": str(sympy.diff(mean, w1)),
        "each": float(copied[0]),
        "lost": [float(alone[0] ** 2), float((copied[1:].sum() - c) ** 2)],
        "pair": pair.tolist(),
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    c, p, n, goal = (values[name] for name in ("factor", "drop", "copies", "goal"))
    keep = 1 - p
    ratio, each = p / keep, truth["each"]
    square = f"(w1 + w2 - ({c}))^2"
    first = truth["pair"][0]
    return {
        "loss": {
            "mean-inside-square": square,
            "not-divided": f"{square} + {p} * (1 - {p}) * (w1^2 + w2^2)",
            "sum-squared": f"{square} + {p}/(1 - {p}) * (w1 + w2)^2",
        },
        "slope": {
            "two-forgotten": f"(w1 + w2 - ({c})) + {p}/(1 - {p})*w1",
            "penalty-forgotten": f"2*(w1 + w2 - ({c}))",
            "both-weights": f"2*(w1 + w2 - ({c})) + 2*{p}/(1 - {p})*(w1 + w2)",
        },
        "each": _apart(
            [truth["each"]],
            {
                "dropout-left-out": [c / n],
                "one-does-all": [float(c)],
                "ratio-turned": [c / (n + keep / p)],
                "two-only": [c / (2 + ratio)],
            },
        ),
        "lost": _apart(
            truth["lost"],
            {
                "not-squared": [float(abs(c)), abs(c - (n - 1) * each)],
                "nothing-missing": [0.0, (c - n * each) ** 2],
                "only-the-lost-share": [float(c**2), each**2],
            },
        ),
        "pair": _apart(
            truth["pair"],
            {
                "dropout-left-out": [float(goal), float(-goal)],
                "still-cancelling": [first, -first],
                "second-given-up": [
                    goal / (1 + values["nuisance"] + ratio * (1 + values["nuisance"])),
                    0.0,
                ],
            },
        ),
    }


def _apart(truth: list[Any], wrong: dict[str, list[Any]]) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, list[Any]] = {}
    for name, value in wrong.items():
        if not any(
            all(isclose(x, y, abs_tol=0.006) for x, y in zip(value, other, strict=True))
            for other in (truth, *kept.values())
        ):
            kept[name] = value
    return {name: value if len(value) > 1 else value[0] for name, value in kept.items()}
