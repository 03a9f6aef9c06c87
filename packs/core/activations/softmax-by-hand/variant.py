"""Softmax of a few logits, what shifting and scaling them does, and how the naive code fails."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np

from heldout.authoring import Draw

# Beyond these logits exp gives inf, and below these 0: ln of the largest and smallest positive.
LIMITS = {"float32": (88.72, -103.97), "float64": (709.78, -745.13)}
CHANGES = ("add", "add", "subtract", "grow", "shrink", "negate", "zero")


def draw(rng: Draw) -> dict[str, Any]:
    """Logits that are small whole numbers or logarithms of them, one change, one failing call."""
    logarithms = rng.chance(0.4)
    while True:
        size = rng.integer(2, 4)
        if logarithms:
            counts = [rng.integer(1, 8) for _ in range(size)]
            shown = ["0" if count == 1 else rf"\ln {count}" for count in counts]
            logits = [math.log(count) for count in counts]
        else:
            counts = []
            logits = [rng.integer(-2, 3) for _ in range(size)]
            shown = [str(logit) for logit in logits]
        if len(set(shown)) > 1 and sum(logits) != 0:
            break
    return {
        "counts": counts,
        "logits": logits,
        "shown": ", ".join(shown),
        "change": rng.choice(CHANGES),
        "amount": rng.choice((2, 3, 5, 10)),
        **_naive_call(rng),
    }


def _naive_call(rng: Draw) -> dict[str, Any]:
    """Logits far from every limit, so that it is clear what happens to each."""
    kind = rng.choice(("float32", "float64"))
    scene = rng.choice(("one-large", "one-large", "all-large", "all-small", "mixed", "harmless"))
    top = rng.choice((120, 200, 500)) if rng.chance(0.5) else rng.choice((1000, 2000))
    near = [rng.integer(-3, 3) for _ in range(2)]
    rows = {
        "one-large": [top, *near],
        "all-large": [top + 1, top, top - 2],
        "all-small": [-top, -top - 1, -top - 3],
        "mixed": [-top, near[0], near[1]],
        "harmless": [rng.integer(20, 60), *near],
    }
    return {"kind": kind, "large": rng.shuffled(rows[scene])}


def answers(values: dict[str, Any]) -> dict[str, Any]:
    powers = [math.exp(logit) for logit in values["logits"]]
    return {
        "probabilities": [power / sum(powers) for power in powers],
        "change": _effect(values["change"]),
        "naive": _naive_outcome(values),
    }


def _effect(change: str) -> str:
    return {
        "add": "same",
        "subtract": "same",
        "grow": "sharper",
        "shrink": "flatter",
        "negate": "reversed",
        "zero": "uniform",
    }[change]


def _naive_outcome(values: dict[str, Any]) -> str:
    highest, lowest = LIMITS[values["kind"]]
    over = [logit > highest for logit in values["large"]]
    under = [logit < lowest for logit in values["large"]]
    if all(over) or all(under):
        return "all-nan"
    return "some-nan" if any(over) else "right"


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Exact shares or a shifted NumPy softmax; the changes and the naive code are tried out."""
    if values["counts"]:
        total = sum(values["counts"])
        probabilities = [float(Fraction(count, total)) for count in values["counts"]]
    else:
        probabilities = _stable(np.array(values["logits"], float)).tolist()
    return {
        "probabilities": probabilities,
        "change": _tried(values),
        "naive": _run_naive(values),
    }


def _stable(logits: Any) -> Any:
    powers = np.exp(logits - logits.max())
    return powers / powers.sum()


def _tried(values: dict[str, Any]) -> str:
    logits, amount = np.array(values["logits"], float), values["amount"]
    changed = {
        "add": logits + amount,
        "subtract": logits - logits.max(),
        "grow": logits * amount,
        "shrink": logits / amount,
        "negate": -logits,
        "zero": logits * 0,
    }[values["change"]]
    before, after = _stable(logits), _stable(changed)
    if np.allclose(before, after):
        return "same"
    if np.allclose(after, 1 / len(after)):
        return "uniform"
    if np.array_equal(np.argsort(after[np.argsort(before)]), np.arange(len(after))):
        return "sharper" if after.max() > before.max() else "flatter"
    return (
        "reversed" if after[before.argmax()] < after[before.argmin()] else _by_size(before, after)
    )


def _by_size(before: Any, after: Any) -> str:
    """Ties make the order ambiguous; the largest share tells growth from shrinking."""
    return "sharper" if after.max() > before.max() else "flatter"


def _run_naive(values: dict[str, Any]) -> str:
    logits = np.array(values["large"], dtype=values["kind"])
    with np.errstate(all="ignore"):
        powers = np.exp(logits)
        result = powers / powers.sum()
    missing = np.isnan(result)
    if missing.all():
        return "all-nan"
    if missing.any():
        return "some-nan" if np.all(result[~missing] == 0) else "unexpected"
    return (
        "right" if np.allclose(result, _stable(logits.astype(float)), atol=1e-6) else "unexpected"
    )


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    logits = values["logits"]
    powers = [math.exp(logit) for logit in logits]
    squashed = [1 / (1 + math.exp(-logit)) for logit in logits]
    probabilities = {
        "exponential-left-out": [logit / sum(logits) for logit in logits],
        "sigmoids-divided": [share / sum(squashed) for share in squashed],
        "sigmoids-only": squashed,
        "sum-left-out": powers,
        "divided-by-the-largest": [power / max(powers) for power in powers],
    }
    change = {
        "same": {"shift-feared": "sharper"},
        "sharper": {"scale-ignored": "same", "sharper-or-flatter": "flatter"},
        "flatter": {"scale-ignored": "same", "sharper-or-flatter": "sharper"},
        "reversed": {"scale-ignored": "same"},
        "uniform": {"scale-ignored": "same"},
    }[truth["change"]]
    naive = {
        "all-nan": {"limits-of-exp": "right", "nan-spread": "some-nan"},
        "some-nan": {"limits-of-exp": "right", "nan-spread": "all-nan"},
        "right": {"failure-everywhere": "all-nan"},
    }[truth["naive"]]
    return {
        "probabilities": _told_apart(truth["probabilities"], probabilities),
        "change": change,
        "naive": naive,
    }


def _told_apart(truth: list[float], wrong: dict[str, list[float]]) -> dict[str, list[float]]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, list[float]] = {}
    for name, value in wrong.items():
        if all(math.dist(value, other) > 0.01 for other in (truth, *kept.values())):
            kept[name] = value
    return kept
