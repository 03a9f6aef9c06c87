"""Adagrad with a frequent and a rare feature: sums of squares, effective rates, distances moved."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from heldout.authoring import Draw


def draw(rng: Draw) -> dict[str, Any]:
    gap, times = rng.integer(3, 12), rng.integer(3, 6)
    which = rng.choice(["rare", "rare", "frequent"])
    updates = gap * times if which == "rare" else times
    size = rng.choice([0.2, 0.4, 0.5, 1.5, 2, 3, 5])
    rate = rng.choice([0.01, 0.02, 0.05, 0.1, 0.2, 0.5])
    wanted = rng.choice(["gap", "ratio"])
    given = rng.choice([3, 4, 5, 7, 10, 12]) if wanted == "gap" else rng.integer(14, 300)
    while given % 10 in (1, 2, 3) and wanted == "ratio":  # every 24th is fine, every 21th is not
        given = rng.integer(14, 300)
    values = {
        "gap": gap,
        "times": times,
        "which": which,
        "updates": updates,
        "size": size,
        "rate": rate,
        "wanted": wanted,
        "given": given,
        "share": rng.choice([0.5, 0.2, 0.1, 0.05, 0.25, 0.04, 0.02]),
        "series": " + ".join(f"1/\\sqrt{{{k}}}" for k in range(2, times + 1)),
    }
    found = answers(values)
    return {
        **values,
        "adagrad": f"{found['moved'][0]:.4g}",
        "plain": f"{found['moved'][1]:.4g}",
        "shrunk": found["shrunk"],
    }


def answers(values: dict[str, Any]) -> dict[str, Any]:
    rate, times = values["rate"], values["times"]
    adagrad = rate * sum(1 / math.sqrt(k) for k in range(1, times + 1))
    given = values["given"]
    return {
        "sum": "c^2*t/m",
        "rate": "h/sqrt(c^2*t/m + eps)",
        "ratio": "sqrt(m)",
        "step": "h/sqrt(k)",
        "moved": [adagrad, rate * values["size"] * times],
        "inverse": given**2 if values["wanted"] == "gap" else math.sqrt(given),
        "shrunk": math.ceil(1 / Fraction(str(values["share"])) ** 2),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """SymPy adds the squares up; the distances from arrays of all updates, with zero gradients
    between; the rest is counted out."""
    import numpy as np
    import sympy

    c, t, m, h, eps, k, i = sympy.symbols("c t m h eps k i", positive=True)
    rare = sympy.summation(c**2, (i, 1, t / m))
    frequent = sympy.summation(c**2, (i, 1, t))
    step = sympy.simplify(h * c / sympy.sqrt(sympy.summation(c**2, (i, 1, k))))
    # All updates at once: the gradients with their zeros, and the running sum of their squares.
    update = np.arange(1, values["updates"] + 1)
    there = (values["which"] == "frequent") | (update % values["gap"] == 0)
    gradients = np.where(there, float(values["size"]), 0.0)
    sums = np.cumsum(gradients**2)
    steps = np.divide(gradients, np.sqrt(sums), out=np.zeros_like(sums), where=there)
    moved = [values["rate"] * float(steps.sum()), values["rate"] * float(gradients.sum())]
    if values["wanted"] == "gap":
        inverse = next(n for n in range(1, 1000) if math.isqrt(n) == values["given"])
    else:
        inverse = math.exp(math.log(values["given"]) / 2)
    share = Fraction(str(values["share"]))
    updates = 1
    while share**2 * updates < 1:
        updates += 1
    return {
        "sum": str(rare),
        "rate": str(h / sympy.sqrt(rare + eps)),
        "ratio": str(sympy.simplify(sympy.sqrt(frequent / rare))),
        "step": str(step),
        "moved": moved,
        "inverse": inverse,
        "shrunk": updates,
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    rate, times, size, given = (values[name] for name in ("rate", "times", "size", "given"))
    plain = truth["moved"][1]
    of_moved = {
        "first-step-each": [rate * times, plain],
        "last-step-each": [rate * math.sqrt(times), plain],
        "size-left-in": [size * truth["moved"][0], plain],
    }
    if values["which"] == "rare":
        updates = values["updates"]
        of_moved["all-updates"] = [
            rate * sum(1 / math.sqrt(k) for k in range(1, updates + 1)),
            rate * size * updates,
        ]
    gap = values["wanted"] == "gap"
    return {
        "sum": {
            "not-squared": "c*t/m",
            "absences-counted": "c^2*t",
            "multiplied-by-gap": "c^2*t*m",
            "averaged": "c^2/m",
        },
        "rate": {
            "root-forgotten": "h/(c^2*t/m + eps)",
            "epsilon-outside": "h/(sqrt(c^2*t/m) + eps)",
            "rate-multiplied": "h*sqrt(c^2*t/m + eps)",
            "absences-counted": "h/sqrt(c^2*t + eps)",
        },
        "ratio": {"gap-not-root": "m", "ratio-turned": "1/sqrt(m)", "equal-rates": "1"},
        "step": {
            "size-left-in": "h*c/sqrt(k)",
            "no-decay": "h",
            "decay-linear": "h/k",
        },
        "moved": of_moved,
        "inverse": {
            "square-for-root": math.sqrt(given) if gap else given**2,
            "linear-thinking": given,
        },
        "shrunk": {"root-not-undone": math.ceil(1 / Fraction(str(values["share"])))},
    }
