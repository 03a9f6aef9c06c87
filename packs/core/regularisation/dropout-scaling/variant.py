"""Dropout in its two forms: who is p, which side is scaled, and what is expected."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import isclose
from typing import Any

from heldout.authoring import Draw

RULES = ("nothing", "times-keep", "times-drop", "divided-by-keep", "divided-by-drop")


def draw(rng: Draw) -> dict[str, Any]:
    """Four activations, a mask that keeps and drops some, outgoing weights, and a convention."""
    drop = rng.choice((0.2, 0.25, 0.4, 0.6, 0.75, 0.8))
    p_is = rng.choice(("drop", "keep"))
    keep = round(1 - drop, 2)
    while True:
        mask = [rng.integer(0, 1) for _ in range(4)]
        activations = [rng.integer(1, 12) for _ in range(4)]
        weights = [rng.sign() * rng.integer(1, 3) for _ in range(4)]
        total = sum(w * a for w, a in zip(weights, activations, strict=True))
        if 1 <= sum(mask) <= 3 and len(set(activations)) > 2 and abs(total) >= 5:
            break
    return {
        "p": drop if p_is == "drop" else keep,
        "p_is": p_is,
        "drop": drop,
        "keep": keep,
        "inverted": rng.chance(0.5),
        "mask": mask,
        "activations": activations,
        "weights": weights,
    }


def answers(values: dict[str, Any]) -> dict[str, Any]:
    keep, inverted = values["keep"], values["inverted"]
    scale = 1 / keep if inverted else 1.0
    total = _sum(values, values["activations"])
    return {
        "training": _train(values, scale),
        "inputs": [total, total] if inverted else [keep * total, keep * total],
        "rule": "nothing" if inverted else "times-keep",
        "slip": keep if inverted else 1 / keep,
    }


def _train(values: dict[str, Any], scale: float) -> list[float]:
    return [m * a * scale for m, a in zip(values["mask"], values["activations"], strict=True)]


def _sum(values: dict[str, Any], activations: list[float]) -> float:
    return sum(w * a for w, a in zip(values["weights"], activations, strict=True))


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Goes through all sixteen masks with exact probabilities, and tries every rule."""
    drop = Fraction(str(values["p"]))
    if values["p_is"] == "keep":
        drop = 1 - drop
    mean = Fraction(0)
    for mask in product((0, 1), repeat=4):
        chance = Fraction(1)
        for kept in mask:
            chance *= 1 - drop if kept else drop
        mean += chance * sum(
            w * out for w, out in zip(values["weights"], _masked(values, mask, drop), strict=True)
        )
    untouched = Fraction(_sum(values, values["activations"]))
    factors = (Fraction(1), 1 - drop, drop, 1 / (1 - drop), 1 / drop)
    rules = dict(zip(RULES, factors, strict=True))
    # Scaling at test as well (inverted), or leaving it out (plain), and what comes of it.
    slipped = (1 - drop) * untouched if values["inverted"] else untouched
    return {
        "training": [float(out) for out in _masked(values, values["mask"], drop)],
        "inputs": [float(mean), float(_best_test(rules, untouched, mean))],
        "rule": next(rule for rule, factor in rules.items() if factor * untouched == mean),
        "slip": float(slipped / mean),
    }


def _best_test(rules: dict[str, Fraction], untouched: Fraction, mean: Fraction) -> Fraction:
    """The test input under the rule that comes nearest to training."""
    return min((factor * untouched for factor in rules.values()), key=lambda x: abs(x - mean))


def _masked(values: dict[str, Any], mask: Any, drop: Fraction) -> list[Fraction]:
    kept = [
        Fraction(a) if m else Fraction(0) for m, a in zip(mask, values["activations"], strict=True)
    ]
    return [out / (1 - drop) for out in kept] if values["inverted"] else kept


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    keep, drop, inverted = values["keep"], values["drop"], values["inverted"]
    total = _sum(values, values["activations"])
    upside_down = values | {"mask": [1 - kept for kept in values["mask"]]}
    training = {
        "form-swapped": _train(values, 1.0 if inverted else 1 / keep),
        "p-misread": _train(values, 1 / drop if inverted else 1.0),
        "mask-upside-down": _train(upside_down, 1 / keep if inverted else 1.0),
        "multiplied-in-training": _train(values, keep),
    }
    right = truth["inputs"][0]
    misread = keep / drop * total if inverted else drop * total
    inputs = {
        "counted-twice" if inverted else "test-forgotten": [
            right,
            keep * total if inverted else total,
        ],
        "form-swapped": [keep * total] * 2 if inverted else [total] * 2,
        "p-misread": [misread, total if inverted else misread],
        "this-mask-only": [_sum(values, truth["training"]), right],
    }
    rule = (
        {"counted-twice": "times-keep", "form-swapped": "divided-by-keep"}
        if inverted
        else {"p-misread": "times-drop", "form-swapped": "nothing"}
    )
    slip = {
        "slip-upside-down": 1 / truth["slip"],
        "p-misread": drop if inverted else 1 / drop,
        "scaled-twice": keep * keep if inverted else 1 / keep**2,
    }
    return {
        "training": _told_apart(truth["training"], training),
        "inputs": _told_apart(truth["inputs"], inputs),
        "rule": rule,
        "slip": _told_apart([truth["slip"]], slip),
    }


def _told_apart(truth: list[float], wrong: dict[str, Any]) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, Any] = {}
    for name, value in wrong.items():
        others = (truth, *kept.values())
        if not any(_close(_list(value), _list(other)) for other in others):
            kept[name] = value
    return kept


def _list(value: Any) -> list[float]:
    return value if isinstance(value, list) else [value]


def _close(one: list[float], other: list[float]) -> bool:
    return all(isclose(a, b, abs_tol=0.004) for a, b in zip(one, other, strict=True))
