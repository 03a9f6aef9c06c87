"""Dropouts in series: their common rate, their scaling, and what may come between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from itertools import product
from math import prod
from typing import Any

from heldout.authoring import Draw

KEYS = ("first", "second", "third", "fourth", "fifth")
Vector = tuple[Fraction, ...]

BETWEEN: dict[str, str] = {
    "nothing": "Nothing",
    "relu": "A ReLU",
    "leaky": "A leaky ReLU with slope 0.1",
    "factor": "A multiplication of every unit by 3",
    "own-factor": "A multiplication of each unit by a weight of its own",
    "identity": "A linear activation (the identity)",
    "plus": "An addition of 1 to every unit",
    "square": "The square of each unit",
    "mean": "A replacement of every unit by the mean of all",
    "centre": "A subtraction of the mean of all units from each",
    "dense": "A dense layer that mixes two units",
    "swap": "A permutation of the units",
    "step": "A step: 1 for what is above 0, else 0",
    "hard": "A clipping of each unit to at most 1",
}


WHY: dict[str, str] = {
    "nothing": "the masks multiply",
    "relu": "zeros stay zeros and positive factors pass",
    "leaky": "zeros stay zeros and positive factors pass",
    "factor": "zeros stay zeros and positive factors pass",
    "own-factor": "zeros stay zeros and positive factors pass",
    "identity": "it changes nothing",
    "plus": "a zero becomes 1",
    "square": "it squares the factor of what is kept, too",
    "mean": "one masked unit changes all outputs",
    "centre": "one masked unit changes all outputs",
    "dense": "one masked unit changes several outputs",
    "swap": "it carries each mask along, and all units have the same law",
    "step": "it takes the factor of what is kept away",
    "hard": "it may cut the factor of what is kept",
}


def function(name: str) -> Callable[[Vector], Vector]:
    one = Fraction(1)
    each: dict[str, Callable[[Fraction], Fraction]] = {
        "nothing": lambda x: x,
        "identity": lambda x: x,
        "relu": lambda x: max(x, 0 * one),
        "leaky": lambda x: x if x > 0 else x / 10,
        "factor": lambda x: 3 * x,
        "plus": lambda x: x + 1,
        "square": lambda x: x * x,
        "step": lambda x: one if x > 0 else 0 * one,
        "hard": lambda x: min(x, one),
    }
    whole: dict[str, Callable[[Vector], Vector]] = {
        "own-factor": lambda x: (2 * x[0], -5 * x[1]),
        "mean": lambda x: (sum(x, 0 * one) / 2,) * 2,
        "centre": lambda x: tuple(u - sum(x, 0 * one) / 2 for u in x),
        "dense": lambda x: (x[0] + 2 * x[1], x[0] - x[1]),
        "swap": lambda x: (x[1], x[0]),
    }
    return whole[name] if name in whole else lambda x: tuple(map(each[name], x))


def masked(x: Vector, rate: Fraction) -> list[tuple[Fraction, Vector]]:
    """All outcomes of inverted dropout on two units: probability, values."""
    keep = 1 - rate
    return [
        (
            prod(keep if m else rate for m in mask),
            tuple(u * m / keep for u, m in zip(x, mask, strict=True)),
        )
        for mask in product((0, 1), repeat=2)
    ]


@cache
def merges(name: str) -> bool:
    """Compares the exact distributions for three inputs and P = 1/2, Q = 1/3."""
    f, p, q = function(name), Fraction(1, 2), Fraction(1, 3)
    for x in (
        (Fraction(2), Fraction(3)),
        (Fraction(-1), Fraction(2)),
        (Fraction(-3), Fraction(-1)),
    ):
        two: Counter[Vector] = Counter()
        one: Counter[Vector] = Counter()
        for chance, hidden in masked(x, p):
            for again, out in masked(f(hidden), q):
                two[out] += chance * again
        for chance, out in masked(f(x), 1 - (1 - p) * (1 - q)):
            one[out] += chance
        if two != one:
            return False
    return True


def draw(rng: Draw) -> dict[str, Any]:
    count = rng.choice((2, 2, 3))
    rates = [rng.integer(1, 14) / 20 for _ in range(count)]
    if count == 2 and rng.chance(0.3):
        rates = [rates[0]] * 2
    framework = rng.choice(("torch", "keras"))
    layer = "nn.Dropout(@)" if framework == "torch" else "keras.layers.Dropout(@)"
    before = "nn.Conv2d(1024, 32, kernel_size=3),\n" if framework == "torch" else ""
    names = rng.sample(list(BETWEEN), 5)
    while not 2 <= sum(merges(name) for name in names) <= 3:
        names = rng.sample(list(BETWEEN), 5)
    known = rng.integer(1, 10) / 20
    total = rng.integer(round(20 * known) + 2, 18) / 20
    kept = prod(1 - rate for rate in rates)
    value = rng.sign() * rng.integer(2, 12)
    return {
        "count": count,
        "number": "two" if count == 2 else "three",
        "rates": rates,
        "framework": framework,
        "code": before + ",\n".join(layer.replace("@", f"{rate:g}") for rate in rates),
        "known": known,
        "total": total,
        "value": value,
        "kept": kept,
        "out": value / kept,
        "single": 1 - kept,
        "missing": 1 - (1 - total) / (1 - known),
        "product": " \\cdot ".join(f"{1 - rate:.2f}" for rate in rates),
        "between": [
            {
                "name": name,
                "text": BETWEEN[name],
                "merges": merges(name),
                "why": WHY[name],
            }
            for name in names
        ],
    }


def answers(values: dict[str, Any]) -> dict[str, Any]:
    return {
        "formula": "P + Q - P*Q",
        "single": values["single"],
        "scale": values["out"],
        "missing": values["missing"],
        "mergeable": [k for k, one in zip(KEYS, values["between"], strict=True) if one["merges"]],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Counts outcomes with exact chances; between the layers, a rule tried on many numbers."""
    rates = [Fraction(str(rate)) for rate in values["rates"]]
    dropped = Fraction(0)
    for mask in product((0, 1), repeat=len(rates)):
        if not all(mask):
            dropped += prod(
                (1 - rate if m else rate for m, rate in zip(mask, rates, strict=True)),
                start=Fraction(1),
            )
    out = Fraction(values["value"])
    for rate in rates:
        out /= 1 - rate
    known, total = (Fraction(str(values[name])) for name in ("known", "total"))
    # total = known + (1 - known) q, solved for q.
    return {
        "formula": "1 - (1 - P)*(1 - Q)",
        "single": float(dropped),
        "scale": float(out),
        "missing": float((total - known) / (1 - known)),
        "mergeable": [k for k, one in zip(KEYS, values["between"], strict=True) if rule(one)],
    }


def rule(one: dict[str, Any]) -> bool:
    """f commutes with masks of factors 0 and s > 0 on the units, but for an order of them."""
    f = function(one["name"])
    inputs = [tuple(map(Fraction, pair)) for pair in product((-2, 0, 1, 3), repeat=2)]
    masks = list(product((Fraction(0), Fraction(5, 2)), repeat=2))
    return any(
        all(
            f(tuple(m * u for m, u in zip(mask, x, strict=True)))
            == tuple(mask[i] * u for i, u in zip(order, f(x), strict=True))
            for x in inputs
            for mask in masks
        )
        for order in ((0, 1), (1, 0))
    )


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    rates, known, total = values["rates"], values["known"], values["total"]
    value, single, kept = values["value"], values["single"], values["kept"]
    truth = answers(values)["mergeable"]
    direct = [k for k, one in zip(KEYS, values["between"], strict=True) if one["name"] == "nothing"]
    mergeable = {"all-merge": list(KEYS)}
    if direct and direct != truth:
        mergeable["none-but-directly"] = direct
    single_wrong = {
        "rates-added": sum(rates),
        "rates-multiplied": prod(rates),
        "kept-given": kept,
        "larger-one": max(rates),
        "mean-rate": sum(rates) / len(rates),
    }
    scale = {
        "one-scale-only": value / (1 - rates[0]),
        "scale-upside-down": value * kept,
    }
    if abs(1 - sum(rates)) > 0.01:
        scale["scale-of-sum"] = value / (1 - sum(rates))
    missing = {
        "difference": total - known,
        "not-inverted": (1 - total) / (1 - known),
    }
    return {
        "formula": {
            "rates-added": "P + Q",
            "rates-multiplied": "P*Q",
            "kept-given": "(1 - P)*(1 - Q)",
            "mean-rate": "(P + Q)/2",
        },
        "single": told_apart(single, single_wrong),
        "scale": told_apart(values["out"], scale),
        "missing": told_apart(values["missing"], missing),
        "mergeable": mergeable,
    }


def told_apart(truth: float, wrong: dict[str, float]) -> dict[str, float]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, float] = {}
    for name, value in wrong.items():
        if all(abs(value - other) > 0.004 for other in (truth, *kept.values())):
            kept[name] = value
    return kept
