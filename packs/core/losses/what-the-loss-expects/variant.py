"""A training function in PyTorch with one or two lines exchanged, and the losses it returns."""

from __future__ import annotations

from math import exp, log
from typing import Any

import numpy as np

from heldout.authoring import Draw

PROGRAM = """\
import torch
from torch.nn import functional as F


def train(x, y, start, rate=0.5, steps=10):
    weight = start.clone().requires_grad_()
    bias = torch.zeros(start.shape[1], dtype=x.dtype, requires_grad=True)
    losses = []
    for _ in range(steps):
        scores = x @ weight + bias
        loss = F.cross_entropy(scores, y)
        loss.backward()
        losses.append(loss.item())
        with torch.no_grad():
            for parameter in (weight, bias):
                parameter -= rate * parameter.grad
                parameter.grad = None
    with torch.no_grad():
        probs = torch.softmax(x @ weight + bias, dim=1)
    return losses, probs
"""
# what is exchanged, for what, the cause, and what the reader is told
_SCORES, _LOSS = "scores = x @ weight + bias", "F.cross_entropy(scores, y)"
TRAINING = (
    (
        _SCORES,
        "scores = torch.softmax(x @ weight + bias, dim=1)",
        "twice",
        "`cross_entropy` takes a softmax of its own",
    ),
    (
        _LOSS,
        "F.cross_entropy(scores.softmax(dim=1), y)",
        "twice",
        "`cross_entropy` takes a softmax of its own",
    ),
    (
        _SCORES,
        "scores = torch.sigmoid(x @ weight + bias)",
        "squashed",
        "scores between 0 and 1 cannot be far apart",
    ),
    (
        _SCORES,
        "scores = F.relu(x @ weight + bias)",
        "squashed",
        "no score can be negative, and those at 0 have no gradient",
    ),
    (
        _SCORES,
        "scores = torch.tanh(x @ weight + bias)",
        "squashed",
        "scores between −1 and 1 cannot be far apart",
    ),
    (
        _LOSS,
        "F.nll_loss(scores, y)",
        "raw",
        "`nll_loss` wants logarithms of probabilities, and takes none itself",
    ),
    (
        _LOSS,
        "F.nll_loss(scores.softmax(dim=1), y)",
        "unlogged",
        "`nll_loss` wants logarithms, and takes none itself",
    ),
    (
        _LOSS,
        "F.nll_loss(scores.log_softmax(dim=0), y)",
        "batch",
        "with `dim=0` the rows of the batch are compared with one another",
    ),
)
_PROBS = "probs = torch.softmax(x @ weight + bias, dim=1)"
AFTER = (
    (
        _PROBS,
        "probs = torch.softmax(x @ weight + bias, dim=0)",
        "",
        "with `dim=0` columns add up to 1, not rows",
    ),
    (
        _PROBS,
        "probs = torch.log_softmax(x @ weight + bias, dim=1)",
        "",
        "those are logarithms of probabilities",
    ),
    (
        _PROBS,
        "probs = torch.sigmoid(x @ weight + bias)",
        "",
        "a sigmoid of each score by itself does not add up to 1",
    ),
)
SHOWN = (0, 1, 2, 4, 6, 9)


def draw(rng: Draw) -> dict[str, Any]:
    """A fault of the training, and often one of what is returned; data that can be told apart."""
    faults = [rng.choice(TRAINING)]
    if rng.chance(0.55):
        faults.append(rng.choice(AFTER))
    program = PROGRAM
    for before, after, *_ in faults:
        program = program.replace(before, after)
    while True:  # what NumPy can tell comes first: a run of PyTorch takes a while
        data = _data(rng)
        sound, firsts = _sound(data), _firsts(data)
        first = firsts[1 + TRAINING.index(faults[0]) - (TRAINING.index(faults[0]) > 0)]
        other = [
            value for cause, value in zip(_CAUSES, firsts, strict=True) if cause != faults[0][2]
        ]
        if sound[-1] < 0.3 and min(abs(first - value) for value in other) > 0.01:
            losses, probs = _run(program, data)
            if abs(losses[-1] - sound[-1]) > 0.02:
                break
    classes = len(data["start"][0])
    return {
        "program": program,
        "faults": [list(fault) for fault in faults],
        "told": [[before.strip(), after.strip(), why] for before, after, _, why in faults],
        "classes": classes,
        "examples": len(data["x"]),
        "table": [f"{losses[step]:.3f}" for step in SHOWN],
        "steps": list(SHOWN),
        "sound_first": f"{sound[0]:.3f}",
        "sound_last": f"{sound[-1]:.3f}",
        "row": "[" + ", ".join(f"{value:.3f}" for value in probs[0]) + "]",
        "floor": f"{log(1 + (classes - 1) / exp(1)):.3f}",
        "data": data,
    }


def _data(rng: Draw) -> dict[str, Any]:
    """A cluster for each class, on an axis of its own."""
    classes, examples = rng.integer(3, 5), rng.integer(6, 9)
    labels = [k % classes for k in range(examples)]
    x = [
        [3.0 * (j == label) + rng.decimal(-0.5, 0.5, 1) for j in range(classes)] for label in labels
    ]
    start = [[rng.decimal(-1, 1, 1) for _ in range(classes)] for _ in range(classes)]
    return {"x": x, "y": labels, "start": start}


def _sound(data: dict[str, Any]) -> list[float]:
    """The losses of the sound program, its gradient by the formula."""
    x, weight = np.array(data["x"]), np.array(data["start"])
    hot = np.eye(weight.shape[1])[data["y"]]
    bias, losses = np.zeros(weight.shape[1]), []
    for _ in range(10):
        scores = x @ weight + bias
        logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        losses.append(-float((logs * hot).sum()) / len(x))
        slope = (np.exp(logs) - hot) / len(x)
        weight, bias = weight - 0.5 * x.T @ slope, bias - 0.5 * slope.sum(axis=0)
    return losses


_KEPT: dict[str, Any] = {}  # what was run last: a run of PyTorch takes a while


def _run(program: str, data: dict[str, Any]) -> Any:
    key = f"{program} {data}"
    if key not in _KEPT:
        if len(_KEPT) > 8:
            _KEPT.clear()
        _KEPT[key] = _trained(program, data)
    return _KEPT[key]


def _trained(program: str, data: dict[str, Any]) -> Any:
    import torch

    space: dict[str, Any] = {}
    exec(program, space)
    x, start = (torch.tensor(data[name], dtype=torch.float64) for name in ("x", "start"))
    losses, probs = space["train"](x, torch.tensor(data["y"]), start)
    return [float(value) for value in losses], probs.tolist()


def _firsts(data: dict[str, Any]) -> list[float]:
    """The loss at step 0, right and by each fault in the order of TRAINING without the second."""
    z = np.array(data["x"]) @ np.array(data["start"])
    y = np.array(data["y"])
    rows = np.arange(len(y))

    def entropy(scores: Any) -> float:
        return float(np.mean(np.log(np.exp(scores).sum(axis=1)) - scores[rows, y]))

    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    down = np.log(np.exp(z).sum(axis=0)) - z
    return [
        entropy(z),
        entropy(p),
        entropy(1 / (1 + np.exp(-z))),
        entropy(np.maximum(z, 0)),
        entropy(np.tanh(z)),
        -float(np.mean(z[rows, y])),
        -float(np.mean(p[rows, y])),
        float(np.mean(down[rows, y])),
    ]


_CAUSES = ("", "twice", "squashed", "squashed", "squashed", "raw", "unlogged", "batch")


def answers(values: dict[str, Any]) -> dict[str, Any]:
    sound = PROGRAM.splitlines()
    lines = [
        number
        for fault in values["faults"]
        for number, line in enumerate(sound, 1)
        if fault[0] in line and line.strip().startswith(("scores", "loss", "probs"))
    ]
    return {
        "guess": log(values["classes"]),
        "faults": lines,
        "cause": values["faults"][0][2],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Puts each line by itself into the sound program; the first loss tells the cause."""
    sound, lines = PROGRAM.splitlines(), values["program"].splitlines()
    right = _run(PROGRAM, values["data"])
    found = []
    for number, line in enumerate(lines):
        if line != sound[number]:
            mixed = "\n".join([*sound[:number], line, *sound[number + 1 :]]) + "\n"
            losses, probs = _run(mixed, values["data"])
            if not (np.allclose(losses, right[0]) and np.allclose(probs, right[1])):
                found.append(number + 1)
    first = float(values["table"][0])
    near = [
        cause
        for cause, value in zip(_CAUSES, _firsts(values["data"]), strict=True)
        if abs(value - first) < 0.002
    ]
    low, high = 0.0, 10.0  # ln K by bisection: e to the what is K?
    while high - low > 1e-12:
        middle = (low + high) / 2
        low, high = (middle, high) if exp(middle) < values["classes"] else (low, middle)
    return {"guess": low, "faults": found, "cause": near[0]}


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth, classes = answers(values), values["classes"]
    cause = {"twice-blamed": "twice", "rate-blamed": "rate"}
    return {
        "guess": {"probability": 1 / classes, "bits": log(classes) / log(2)},
        "faults": {
            "grad-blamed": ["parameter.grad = None"],
            "item-blamed": ["losses.append"],
            "bias-blamed": ["bias = torch.zeros"],
        },
        "cause": {name: key for name, key in cause.items() if key != truth["cause"]},
    }
