"""The L1 penalty and its gradient: off zero, at zero, and in a step that jumps over zero."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from heldout.authoring import Draw

FACTORS = {"1": "", "1/2": r"\tfrac12\,", "2": r"2\,", "3/2": r"\tfrac32\,"}


def draw(rng: Draw) -> dict[str, Any]:
    """Three weights, one of them zero, with the slopes of the cost on the data."""
    factor = rng.choice(["1", "1", "1/2", "2", "3/2"])
    alpha = rng.choice([0.2, 0.4, 0.6, 1, 1.2])
    pull = float(Fraction(factor)) * alpha
    zero = rng.integer(0, 2)
    weights = [rng.sign() * rng.decimal(0.1, 3, 1) for _ in range(3)]
    weights[zero] = 0
    slopes = [rng.sign() * rng.decimal(0.1, 2.5, 1) for _ in range(3)]
    inside = rng.choice(["inside", "inside", "outside", "edge"])
    share = {"inside": rng.choice([0.25, 0.5, 0.75]), "outside": rng.choice([1.5, 2]), "edge": 1}
    slopes[zero] = rng.sign() * round(share[inside] * pull, 4)
    rate = rng.choice([0.05, 0.1, 0.2])
    return {
        "factor": factor,
        "shown": FACTORS[factor],
        "alpha": alpha,
        "zero": zero,
        "place": ["first", "second", "third"][zero],
        "weights": weights,
        "slopes": slopes,
        "rate": rate,
        "small": round(rng.choice([0.2, 0.3, 0.4, 0.6, 0.7]) * rate * pull, 6),
        "pull": round(pull, 6),
    }


def answers(values: dict[str, Any]) -> dict[str, Any]:
    once = {"1": "", "2": "2 "}.get(values["factor"], f"({values['factor']}) ")
    pull, zero, jump = values["pull"], values["zero"], values["rate"] * values["pull"]
    low, high = values["slopes"][zero] - pull, values["slopes"][zero] + pull
    return {
        "penalty": f"{once}sum(|w|)",
        "gradient": f"g + {once}alpha sign(w)",
        "slopes": [g + pull * (1 if w > 0 else -1) for w, g in moving(values)],
        "at-zero": [low, high],
        "stays": "yes" if low <= 1e-9 and high >= -1e-9 else "no",
        "steps": [values["small"] - jump, values["small"]],
    }


def moving(values: dict[str, Any]) -> list[tuple[float, float]]:
    """The weights that are not zero, with their slopes."""
    pairs = zip(values["weights"], values["slopes"], strict=True)
    return [(w, g) for w, g in pairs if w]


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Difference quotients of the objective, and steps along them, in exact fractions."""
    factor, alpha = Fraction(values["factor"]), Fraction(str(values["alpha"]))

    def cost(w: Fraction, g: Fraction) -> Fraction:
        return g * w + alpha * factor * abs(w)

    def quotient(w: Any, g: Any, h: Fraction) -> float:
        w, g = Fraction(str(w)), Fraction(str(g))
        return float((cost(w + h, g) - cost(w, g)) / h)

    h = Fraction(1, 10**6)
    zero = values["zero"]
    ends = [quotient(0, values["slopes"][zero], step) for step in (-h, h)]
    path, w = [], Fraction(str(values["small"]))
    for _ in range(2):
        small = abs(w) / 2  # stays on this side of 0
        slope = (cost(w + small, Fraction(0)) - cost(w - small, Fraction(0))) / (2 * small)
        w -= Fraction(str(values["rate"])) * slope
        path.append(float(w))
    near = [cost(x, Fraction(str(values["slopes"][zero]))) for x in (-h, h)]
    return {
        "penalty": f"{float(factor)} * (sum(max(0, w)) + sum(max(0, -w)))",
        "gradient": f"g + {float(factor)} alpha w ./ sqrt(w .* w)",
        "slopes": [quotient(w, g, h) for w, g in moving(values)],
        "at-zero": ends,
        "stays": "yes" if min(near) >= 0 else "no",
        "steps": path,
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    once = f"({values['factor']}) "
    pull, g = values["pull"], values["slopes"][values["zero"]]
    small, jump = values["small"], values["rate"] * values["pull"]
    of_slopes = {
        "pull-outwards": [slope - pull * (1 if w > 0 else -1) for w, slope in moving(values)],
        "proportional": [slope + pull * w for w, slope in moving(values)],
        "sign-forgotten": [slope + pull for w, slope in moving(values)],
    }
    right = answers(values)["slopes"]
    return {
        "penalty": {
            "sign-kept": f"{once}sum(w)",
            "squares": f"{once}sum(w.^2)",
            "mean-for-sum": f"{once}mean(|w|)",
        },
        "gradient": {
            "proportional": f"g + {once}alpha w",
            "pull-outwards": f"g - {once}alpha sign(w)",
            "size-for-sign": f"g + {once}alpha |w|",
            "strength-forgotten": f"g + {once}sign(w)",
        },
        "slopes": told_apart(of_slopes, right),
        "at-zero": {"one-number": [g, g], "cost-forgotten": [-pull, pull]},
        "steps": {
            "stopped-at-zero": [0, 0],
            "on-and-on": [small - jump, small - 2 * jump],
        },
    }


def told_apart(wrong: dict[str, list[float]], right: list[float]) -> dict[str, list[float]]:
    """Those that differ from the truth and from all before them."""
    kept: dict[str, list[float]] = {}
    for name, value in wrong.items():
        pairs = [zip(value, other, strict=True) for other in (right, *kept.values())]
        if all(any(abs(a - b) > 0.005 for a, b in pair) for pair in pairs):
            kept[name] = value
    return kept
