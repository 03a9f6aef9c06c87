"""Weights that all start at zero: what the code does, and what training does with them."""

from __future__ import annotations

from math import exp, log, tanh
from typing import Any

import numpy as np

from heldout.authoring import Draw

PROGRAM = """\
import numpy as np


def zero_weights(layer_size):
    weights = []
    for l in range(1, len(layer_size)):
        {fault}
        weights.append(W)
    return weights
"""
# how the line is spoilt: what it says
SPOILT = (
    "W = np.zeros(layer_size[l]. layer_size[l-1])",
    "W = np.zeros(layer_size[l], layer_size[l-1])",
    "W = np.zeros((layer_size[l]. layer_size[l-1]))",
    "W = np.zeros((layer_size[l] layer_size[l-1]))",
    "W = np.zeros((layer_size(l), layer_size(l-1)))",
)
STEPS, RATE = 120, 0.5


def draw(rng: Draw) -> dict[str, Any]:
    """A spoilt line, and a small classifier with its data and activation."""
    activation = rng.choice(("tanh", "ReLU", "sigmoid"))
    count = rng.integer(5, 9)
    while True:
        labels = [rng.integer(0, 1) for _ in range(count)]
        x = [[rng.integer(-3, 3) for _ in range(2)] for _ in range(count)]
        distinct = len({tuple(row) for row in x}) == count
        # Sigmoid nets learn something only where the classes differ in their means.
        gap = [sum(r[j] * (2 * y - 1) for r, y in zip(x, labels, strict=True)) for j in range(2)]
        if distinct and 2 <= sum(labels) <= count - 2 and 2 * sum(labels) != count and all(gap):
            break
    hidden = rng.integer(3, 8)
    few = rng.sample((-0.8, -0.5, -0.3, 0.2, 0.4, 0.6, 0.9), rng.integer(1, hidden - 1))
    start2 = [*few, *(rng.choice(few) for _ in range(hidden - len(few)))]
    return {
        "program": PROGRAM.format(fault=rng.choice(SPOILT)),
        "activation": activation,
        "hidden": hidden,
        "start2": rng.shuffled(start2),
        "x": x,
        "labels": labels,
        "ones": sum(labels),
        "count": count,
        "gap": gap,
        "sizes": [rng.integer(2, 5), rng.integer(3, 6), 1],
    }


def answers(values: dict[str, Any]) -> dict[str, Any]:
    net, other = _train(values), _train(values, values["start2"])
    start = {"W1": 0.0, "b1": 0.0, "W2": 0.0, "b2": 0.0}
    moved = [name for name in start if np.abs(net[name]).max() > 1e-6]
    columns = np.column_stack([other["W1"].T, other["b1"], other["W2"]])
    same = np.abs(columns[:, None] - columns).max(axis=2) < 1e-6
    different = int((np.tril(same, -1).sum(axis=1) == 0).sum())
    share = values["ones"] / values["count"]
    constant = -share * log(share) - (1 - share) * log(1 - share)
    return {
        "line": ["np.zeros("],
        "error": _error(values["program"]),
        "moved": moved,
        "different": different,
        "loss": constant if values["activation"] != "sigmoid" else _first_loss(values),
    }


def _error(source: str) -> str:
    space: dict[str, Any] = {}
    try:
        exec(compile(source, "listing", "exec"), space)
        space["zero_weights"]([3, 2])
    except Exception as error:
        return type(error).__name__
    return "none"


def _first_loss(values: dict[str, Any]) -> float:
    """Before any step the output is sigmoid(0)."""
    return log(2)


_ACT = {
    "tanh": (np.tanh, lambda a: 1 - a**2),
    "ReLU": (lambda z: np.maximum(z, 0), lambda a: (a > 0).astype(float)),
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda a: a * (1 - a)),
}


def _train(values: dict[str, Any], start2: list[float] | None = None) -> dict[str, Any]:
    """Gradient descent on the mean cross-entropy from zeros everywhere, or from that W2."""
    x, y = np.array(values["x"], float), np.array(values["labels"], float)
    act, slope = _ACT[values["activation"]]
    w1, b1 = np.zeros((2, values["hidden"])), np.zeros(values["hidden"])
    w2, b2 = np.zeros(values["hidden"]) if start2 is None else np.array(start2), 0.0
    for _ in range(STEPS):
        a = act(x @ w1 + b1)
        d = (1 / (1 + np.exp(-(a @ w2 + b2))) - y) / len(y)
        back = np.outer(d, w2) * slope(a)
        w1, b1 = w1 - RATE * x.T @ back, b1 - RATE * back.sum(0)
        w2, b2 = w2 - RATE * a.T @ d, b2 - RATE * d.sum()
    return {"W1": w1, "b1": b1, "W2": w2, "b2": np.array([b2])}


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Unit by unit in plain Python for a few steps; the constant found by search."""
    lines = values["program"].splitlines()
    mended = "W = np.zeros((layer_size[l], layer_size[l-1]))"
    line = [n for n, text in enumerate(lines, 1) if _mends(lines, n, text, mended)]
    units, bias = _train_plainly(values, 6, [0.0] * values["hidden"])
    others, _ = _train_plainly(values, 6, values["start2"])
    names = ("W1", "b1", "W2")
    moved = [
        name
        for name, entries in zip(names, ((0, 1), (2,), (3,)), strict=True)
        if any(abs(unit[k]) > 1e-9 for unit in units for k in entries)
    ] + (["b2"] if abs(bias) > 1e-9 else [])
    return {
        "line": line,
        "error": _by_reading(values["program"]),
        "moved": moved,
        "different": len({tuple(unit) for unit in others}),
        "loss": _plain_loss(values),
    }


def _mends(lines: list[str], number: int, text: str, mended: str) -> bool:
    indent = text[: len(text) - len(text.lstrip())]
    source = "\n".join([*lines[: number - 1], indent + mended, *lines[number:]])
    return _error(source) == "none" and "append" not in text and bool(text.strip())


def _by_reading(source: str) -> str:
    """What each token means, without running the line."""
    import ast

    try:
        tree = ast.parse(source)
    except SyntaxError:
        return "SyntaxError"
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "layer_size":
            return "AttributeError"  # a number has no such attribute
    return "TypeError"  # a list is called, or a size is given where a dtype belongs


def _train_plainly(
    values: dict[str, Any], steps: int, start2: list[float]
) -> tuple[list[list[float]], float]:
    kind = values["activation"]
    units = [[0.0, 0.0, 0.0, weight] for weight in start2]
    bias = 0.0
    rows = list(zip(values["x"], values["labels"], strict=True))
    for _ in range(steps):
        grads, pull = [[0.0] * 4 for _ in units], 0.0
        for (p, q), label in rows:
            outs = [_activate(kind, u[0] * p + u[1] * q + u[2]) for u in units]
            score = bias + sum(u[3] * a for u, (a, _) in zip(units, outs, strict=True))
            d = (1 / (1 + exp(-score)) - label) / len(rows)
            for grad, unit, (a, slope) in zip(grads, units, outs, strict=True):
                back = d * unit[3] * slope
                for k, part in enumerate((back * p, back * q, back, d * a)):
                    grad[k] += part
            pull += d
        bias -= RATE * pull
        units = [
            [w - RATE * g for w, g in zip(unit, grad, strict=True)]
            for unit, grad in zip(units, grads, strict=True)
        ]
    return units, bias


def _activate(kind: str, z: float) -> tuple[float, float]:
    if kind == "tanh":
        return tanh(z), 1 - tanh(z) ** 2
    if kind == "ReLU":
        return max(z, 0.0), float(z > 0)
    a = 1 / (1 + exp(-z))
    return a, a * (1 - a)


def _plain_loss(values: dict[str, Any]) -> float:
    """Of the best constant (found by thirds), or of the constant 1/2."""
    ones, count = values["ones"], values["count"]

    def loss(p: float) -> float:
        return -(ones * log(p) + (count - ones) * log(1 - p)) / count

    if values["activation"] == "sigmoid":
        return loss(0.5)
    low, high = 1e-6, 1 - 1e-6
    for _ in range(200):
        one, two = low + (high - low) / 3, high - (high - low) / 3
        low, high = (low, two) if loss(one) < loss(two) else (one, high)
    return loss(low)


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth, hidden = answers(values), values["hidden"]
    sigmoid = values["activation"] == "sigmoid"
    error = {
        "name-of-fault": "IndexError",
        "dot-is-unreadable": "SyntaxError" if truth["error"] != "SyntaxError" else "",
    }
    moved = {
        "all-learn": ["W1", "b1", "W2", "b2"],
        "nothing-learns": ["W2", "b2"] if not sigmoid else ["b2"],
    }
    loss = {
        "first-loss": log(2),
        "zero-loss": 0.0,
    }
    return {
        "line": {"list-blamed": ["weights = []"], "range-blamed": ["range("]},
        "error": {name: key for name, key in error.items() if key},
        "moved": {name: keys for name, keys in moved.items() if keys != truth["moved"]},
        "different": {
            name: value
            for name, value in {"each-its-own": hidden, "all-alike": 1}.items()
            if value != truth["different"]
        },
        "loss": {name: value for name, value in loss.items() if abs(value - truth["loss"]) > 0.012},
    }
