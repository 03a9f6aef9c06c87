"""Dropout before batch norm: a variance that differs at test, and a choice by validation."""

from __future__ import annotations

from math import sqrt
from typing import Any

from heldout.authoring import Draw

KEYS = ("first", "second", "third", "fourth", "fifth")
SETTINGS = {
    "neither": ("no", 0.0),
    "norm": ("yes", 0.0),
    "norm-little": ("yes", 0.1),
    "norm-much": ("yes", 0.4),
    "dropout": ("no", 0.4),
}
# Training errors in percent that are usual, from and to.
TRAINING = {
    "neither": (0.1, 0.6),
    "norm": (0.1, 0.8),
    "norm-little": (0.4, 1.3),
    "norm-much": (1.0, 2.5),
    "dropout": (1.0, 2.5),
}


def draw(rng: Draw) -> dict[str, Any]:
    """A unit's moments, five stacks of layers of which some shift, and a validation table."""
    while True:
        stacks = [_stack(rng) for _ in KEYS]
        if len(set(map(tuple, stacks))) == 5 and 1 <= sum(map(_shifts, stacks)) <= 4:
            break
    drop = rng.choice((0.1, 0.2, 0.25, 0.4, 0.5, 0.6))
    while True:
        images = rng.choice((500, 1000, 2000, 4000))
        base = rng.decimal(2.8, 6, 1)
        table = {name: _run(rng, base, *TRAINING[name]) for name in SETTINGS}
        values = {"images": images, "table": table}
        held_out = sorted(run["validation"] for run in table.values())
        edge = held_out[0] + _deviation(held_out[0], images)
        apart = held_out[0] < held_out[1] and all(abs(e - edge) > 0.04 for e in held_out)
        if apart and _pick(values) is not None and sum(e < edge for e in held_out) < 4:
            break
    return values | {
        "mean": rng.sign() * rng.choice((1, 2, 3, 4)),
        "variance": rng.choice((0.5, 1, 2, 3, 4)),
        "drop": drop,
        "stacks": [" → ".join(stack) for stack in stacks],
        "rows": [
            [yes_no, rate, table[name]["training"], table[name]["validation"]]
            for name, (yes_no, rate) in SETTINGS.items()
        ],
    }


def _stack(rng: Draw) -> list[str]:
    """Three to six layers with one dropout and one or two batch norms."""
    stack = ["linear"]
    for _ in range(rng.integer(2, 5)):
        usual = [name for name in ("linear", "ReLU", "batch norm", "dropout") if name != stack[-1]]
        stack.append(rng.choice([n for n in usual if n != "dropout" or n not in stack]))
    return stack if {"dropout", "batch norm"} <= set(stack) else _stack(rng)


def _shifts(stack: list[str]) -> bool:
    """A batch norm stands anywhere behind the dropout."""
    return "batch norm" in stack[stack.index("dropout") :]


def _run(rng: Draw, base: float, low: float, high: float) -> dict[str, float]:
    """Errors in percent: more regularisation costs training error; validation is anybody's."""
    training = rng.decimal(low, high, 1)
    return {"training": training, "validation": round(base + rng.decimal(0, 1.4, 1), 1)}


def _deviation(percent: float, images: int) -> float:
    """The standard error of an error rate, in percentage points."""
    return sqrt(percent * (100 - percent) / images)


def _pick(values: dict[str, Any]) -> str | None:
    """Within a standard error of the best: the least dropout, of equal ones the lower error."""
    errors = {name: run["validation"] for name, run in values["table"].items()}
    best = min(errors.values())
    edge = best + _deviation(best, values["images"])
    tied = sorted(
        (SETTINGS[name][1], errors[name], name) for name in errors if errors[name] <= edge
    )
    if len(tied) > 1 and tied[0][:2] == tied[1][:2]:
        return None
    return tied[0][2]


def answers(values: dict[str, Any]) -> dict[str, Any]:
    m, v, p = values["mean"], values["variance"], values["drop"]
    training = (v + m * m) / (1 - p) - m * m
    best = min(run["validation"] for run in values["table"].values())
    shifted = [
        key for key, s in zip(KEYS, values["stacks"], strict=True) if _shifts(s.split(" → "))
    ]
    return {
        "variance": "(v + m^2)/(1 - p) - m^2",
        "shift": [training, sqrt(v / training)],
        "stacks": shifted,
        "noise": _deviation(best, values["images"]),
        "pick": _pick(values),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Means over masks and populations by SymPy and NumPy; the stacks are really run."""
    import numpy as np
    import sympy

    v, m, p = sympy.symbols("v m p", positive=True)
    # A population of two values with mean m and variance v, with both outcomes of the mask.
    cases = [
        (chance / 2, kept * (m + sign * sympy.sqrt(v)) / (1 - p))
        for chance, kept in ((1 - p, 1), (p, 0))
        for sign in (1, -1)
    ]
    mean = sum(c * x for c, x in cases)
    variance = sympy.expand(sum(c * x**2 for c, x in cases) - mean**2)
    numbers = {v: values["variance"], m: values["mean"], p: sympy.Rational(str(values["drop"]))}
    training = float(variance.subs(numbers))
    deviation = float(np.std(np.array([1.0, -1.0]) * values["variance"] ** 0.5)) / training**0.5

    table = {name: run["validation"] for name, run in values["table"].items()}
    best = min(table.values())
    wrong = np.zeros(1000)
    wrong[: round(10 * best)] = 100  # every validation error is a whole number of tenths
    noise = float(wrong.std()) / values["images"] ** 0.5
    tied = [name for name, error in table.items() if error <= best + noise]
    least = min(SETTINGS[name][1] for name in tied)
    picked = min((name for name in tied if SETTINGS[name][1] == least), key=table.__getitem__)
    return {
        "variance": str(variance),
        "shift": [training, deviation],
        "stacks": [
            key
            for key, stack in zip(KEYS, values["stacks"], strict=True)
            if _run_shifts(stack.split(" → "))
        ],
        "noise": noise,
        "pick": picked,
    }


def _run_shifts(stack: list[str]) -> bool:
    """Runs three units, with all eight masks of the dropout, in training and at test."""
    from itertools import product

    import numpy as np

    x = np.sin(2.3 * np.arange(1, 19)).reshape(6, 3) + 0.4
    training, test = x, x
    for depth, layer in enumerate(stack):
        if layer == "linear":
            w = np.cos(1.9 * np.arange(9) + depth).reshape(3, 3)
            training, test = training @ w + 0.8, test @ w + 0.8
        elif layer == "ReLU":
            training, test = np.maximum(training, 0), np.maximum(test, 0)
        elif layer == "dropout":
            masks = [np.array(mask) / 0.5 for mask in product((0, 1), repeat=3)]
            training = np.concatenate([training * mask for mask in masks])
        else:
            mean, variance = training.mean(axis=0), training.var(axis=0) + 1e-5
            if not np.allclose(test.var(axis=0) + 1e-5, variance):
                return True
            training, test = ((part - mean) / variance**0.5 for part in (training, test))
    return False


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    v, p = values["variance"], values["drop"]
    training, deviation = truth["shift"]
    table, images = values["table"], values["images"]
    held_out = {name: run["validation"] for name, run in table.items()}
    trained = {name: run["training"] for name, run in table.items()}
    best = min(held_out.values())
    direct = [
        key for key, stack in zip(KEYS, values["stacks"], strict=True) if "dropout → batch" in stack
    ]
    before = [key for key in KEYS if key not in truth["stacks"]]
    stacks = {"any-order": list(KEYS), "wrong-side": before}
    if direct != truth["stacks"] and direct:
        stacks["neighbours-only"] = direct
    pick = {
        "lowest-number": min(held_out, key=held_out.__getitem__),
        "by-training-error": min(trained, key=trained.__getitem__),
        "both-on-principle": "norm-much",
    }
    return {
        "variance": {
            "mean-forgotten": "v/(1 - p)",
            "mean-not-taken-off": "(v + m^2)/(1 - p)",
            "nothing-changes": "v",
            "plain-dropout": "(1 - p)*(v + m^2) - (1 - p)^2*m^2",
        },
        "shift": _apart(
            truth["shift"],
            {
                "upside-down": [training, 1 / deviation],
                "root-forgotten": [training, deviation**2],
                "mean-forgotten": [v / (1 - p), sqrt(1 - p)],
            },
        ),
        "stacks": stacks,
        "noise": _apart(
            [truth["noise"]],
            {
                "root-forgotten": [best * (100 - best) / images],
                "one-factor-only": [sqrt(100 * best / images) if best > 4 else sqrt(best / images)],
                "size-forgotten": [sqrt(best * (100 - best))],
                "as-a-fraction": [truth["noise"] / 100],
            },
        ),
        "pick": _different(truth["pick"], pick),
    }


def _different(truth: Any, wrong: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for name, value in wrong.items():
        if value != truth and value not in kept.values():
            kept[name] = value
    return kept


def _apart(truth: list[Any], wrong: dict[str, list[Any]]) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, Any] = {}
    for name, value in wrong.items():
        others = (truth, *(v if isinstance(v, list) else [v] for v in kept.values()))
        if all(
            any(abs(x - y) > 0.02 * abs(y) for x, y in zip(value, other, strict=True))
            for other in others
        ):
            kept[name] = value if len(value) > 1 else value[0]
    return kept
