"""A stack of Linear layers as PyTorch prints it: what it is, and how large."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import numpy as np

from heldout.authoring import Draw

LAST = {
    "log": "LogSoftmax(dim=1)",
    "shares": "Softmax(dim=1)",
    "single": "Sigmoid()",
    "labels": "Sigmoid()",
}
FAMILIES = (
    *("log",) * 4,
    *("shares", "single", "labels"),
    *("numbers", "autoencoder", "autoencoder", "affine", "affine"),
)
MISREAD = {"log": "shares", "shares": "log", "single": "labels", "labels": "shares"}
OVERLOOKED = {"affine": "numbers", "autoencoder": "numbers", "numbers": "affine"}


def draw(rng: Draw) -> dict[str, Any]:
    family = rng.choice(FAMILIES)
    activation = rng.choice(("Tanh", "ReLU", "Sigmoid", "GELU"))
    inputs = rng.choice((32, 64, 100, 128, 200, 256, 300, 784))
    if family == "autoencoder":
        inputs = rng.choice((128, 200, 256, 300, 784))
        middle = rng.choice((64, 96))
        code = rng.choice((2, 3, 8, 16, 32))
        sizes = rng.choice(([inputs, code, inputs], [inputs, middle, code, middle, inputs]))
    else:
        width = rng.choice((16, 48, 80, 150, 512))
        depth = rng.integer(1, 4)
        same = rng.chance(0.6)
        hidden = [width if same else max(width // 2**place, 5) for place in range(depth)]
        classes = 1 if family == "single" else rng.integer(3, 12)
        sizes = [inputs, *hidden, classes]
    lines = []
    for place, (before, after) in enumerate(pairwise(sizes), 2):
        lines.append(f"nn.Linear({before}, {after})")
        if place < len(sizes) and family != "affine":
            lines.append(f"nn.{activation}()")
    if family in LAST:
        lines.append(f"nn.{LAST[family]}")
    values: dict[str, Any] = {
        "family": family,
        "activation": f"`{activation}`",
        "sizes": sizes,
        "narrow": min(sizes),
        "lines": lines,
        "hidden": len(sizes) - 2,
        "score": rng.sign() * rng.decimal(0.4, 2.5, 1),
        "sums": " + ".join(f"{before + 1} · {after}" for before, after in pairwise(sizes)),
    }
    return {**values, "truth": answers(values)}


def answers(values: dict[str, Any]) -> dict[str, Any]:
    family, sizes, score = values["family"], values["sizes"], values["score"]
    equal = {
        "log": -math.log(sizes[-1]),
        "shares": 1 / sizes[-1],
        "single": 1 / (1 + math.exp(-score)),
        "labels": 1 / (1 + math.exp(-score)),
    }
    return {
        "kind": family,
        "hidden": len(sizes) - 2,
        "parameters": sum((before + 1) * after for before, after in pairwise(sizes)),
        "equal": equal.get(family, score),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Reads the printed lines, builds the network from them, and looks at what it returns."""
    stack = np.random.default_rng(0)
    steps: list[Any] = []
    for line in values["lines"]:
        name, _, rest = line.removeprefix("nn.").partition("(")
        if name == "Linear":
            before, after = map(int, rest.rstrip(")").split(","))
            weights = stack.normal(size=(before, after)) / before**0.5
            steps.append((weights, stack.normal(size=after) / 2))
        else:
            steps.append(name)
    linear = [step for step in steps if not isinstance(step, str)]
    equal = np.full((1, linear[-1][1].size), values["score"])
    for step in steps[len(steps) - 1 :] if isinstance(steps[-1], str) else ():
        equal = _apply(step, equal)
    return {
        "kind": _kind(steps, stack),
        "hidden": sum(isinstance(step, tuple) for step in steps[:-1]) - isinstance(steps[-1], str),
        "parameters": sum(weights.size + bias.size for weights, bias in linear),
        "equal": float(equal[0, 0]),
    }


def _apply(step: Any, x: Any) -> Any:
    """One module on a batch of rows."""
    if isinstance(step, tuple):
        return x @ step[0] + step[1]
    if step in ("Softmax", "LogSoftmax"):
        powers = np.exp(x - x.max(axis=1, keepdims=True))
        shares = powers / powers.sum(axis=1, keepdims=True)
        return np.log(shares) if step == "LogSoftmax" else shares
    return {
        "Tanh": np.tanh,
        "ReLU": lambda z: np.maximum(z, 0),
        "Sigmoid": lambda z: 1 / (1 + np.exp(-z)),
        "GELU": lambda z: z / (1 + np.exp(-1.702 * z)),
    }[step](x)


def _kind(steps: list[Any], stack: Any) -> str:
    """By what the outputs of random inputs have in common."""
    inputs = steps[0][0].shape[0]

    def model(x: Any) -> Any:
        for step in steps:
            x = _apply(step, x)
        return x

    a, b = stack.normal(size=(2, 5, inputs)) * 3
    out = model(a)
    if np.allclose(model(a + b), out + model(b) - model(0 * a)):
        return "affine"
    if np.allclose(np.exp(out).sum(axis=1), 1):
        return "log"
    if np.allclose(out.sum(axis=1), 1):
        return "shares"
    if out.min() > 0 and out.max() < 1 and steps[-1] == "Sigmoid":
        return "single" if out.shape[1] == 1 else "labels"
    narrow = min(step[0].shape[1] for step in steps if isinstance(step, tuple))
    return "autoencoder" if out.shape[1] == inputs > narrow else "numbers"


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    family, sizes, score = values["family"], values["sizes"], values["score"]
    pairs = list(pairwise(sizes))
    of_kind = {"recurrent-imagined": "recurrent"}
    if family in MISREAD:
        of_kind["last-module-misread"] = MISREAD[family]
    else:
        of_kind["middle-misread"] = OVERLOOKED[family]
    sigmoid = 1 / (1 + math.exp(-score))
    of_equal: dict[str, float] = {}
    if family == "log":
        of_equal = {
            "logarithm-left-out": 1 / sizes[-1],
            "logarithm-of-ten": -math.log10(sizes[-1]),
            "sign-lost": math.log(sizes[-1]),
        }
    if family in ("log", "shares"):
        of_equal["each-by-itself"] = sigmoid
    elif family not in LAST:
        of_equal["bent-twice"] = sigmoid
    if family in LAST:
        of_equal["score-itself"] = score
    wrong: dict[str, dict[str, Any]] = {
        "kind": of_kind,
        "hidden": {
            "output-counted": len(sizes) - 1,
            "input-counted": len(sizes),
            "activations-counted": len(values["lines"]) - 1,
        },
        "parameters": {
            "biases-left-out": sum(before * after for before, after in pairs),
            "biases-of-inputs": sum(before * (after + 1) for before, after in pairs),
        },
        "equal": of_equal,
    }
    return {part: _told_apart(truth[part], known) for part, known in wrong.items()}


def _told_apart(truth: Any, wrong: dict[str, Any]) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, Any] = {}
    for name, value in wrong.items():
        near = [*kept.values(), truth]
        if not any(value == other or _close(value, other) for other in near):
            kept[name] = value
    return kept


def _close(one: Any, other: Any) -> bool:
    return not isinstance(one, str) and abs(one - other) < 0.0005
