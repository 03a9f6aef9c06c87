"""A yes/no classifier in PyTorch with one or two lines exchanged, and what it returns."""

from __future__ import annotations

from typing import Any

import numpy as np

from heldout.authoring import Draw

PROGRAM = """\
import torch
from torch.nn import functional as F


def train(x, y, start, rate=0.5, steps=10):
    weight = start.clone().requires_grad_()
    bias = torch.zeros(1, dtype=x.dtype, requires_grad=True)
    labels = y.to(x.dtype)
    losses = []
    for _ in range(steps):
        logits = (x @ weight + bias).squeeze(1)
        loss = (F.softplus(logits) - labels * logits).mean()
        loss.backward()
        losses.append(loss.item())
        with torch.no_grad():
            for parameter in (weight, bias):
                parameter -= rate * parameter.grad
                parameter.grad = None
    final = (x @ weight + bias).detach().squeeze(1)
    said_yes = final > 0
    accuracy = (said_yes == (y == 1)).to(x.dtype).mean().item()
    return losses, accuracy, torch.sigmoid(final)
"""
_LOGITS, _LABELS = "logits = (x @ weight + bias).squeeze(1)", "labels = y.to(x.dtype)"
_LOSS = "loss = (F.softplus(logits) - labels * logits).mean()"
# what is exchanged, for what, the cause, and what the reader is told
TRAINING = (
    (
        _LOGITS,
        "logits = x @ weight + bias",
        "pairs",
        "logits of shape (n, 1) meet labels of shape (n,)",
    ),
    (
        _LABELS,
        "labels = y.to(x.dtype).unsqueeze(1)",
        "pairs",
        "labels of shape (n, 1) meet logits of shape (n,)",
    ),
    (
        _LABELS,
        "labels = y.to(x.dtype)[:, None]",
        "pairs",
        "labels of shape (n, 1) meet logits of shape (n,)",
    ),
    (_LABELS, "labels = 2 * y.to(x.dtype) - 1", "signed", "this loss wants labels 0 and 1"),
    (
        _LOGITS,
        "logits = torch.sigmoid(x @ weight + bias).squeeze(1)",
        "twice",
        "the loss works on logits, not on probabilities",
    ),
    (_LABELS, "labels = 1 - y.to(x.dtype)", "turned", "that exchanges yes and no"),
    (
        _LOSS,
        "loss = (labels * F.softplus(-logits)).mean()",
        "half",
        "rows with the label 0 cost nothing",
    ),
)
AFTER = (
    (
        "said_yes = final > 0",
        "said_yes = final > 0.5",
        "",
        "0.5 is the threshold of a probability, 0 that of a logit",
    ),
    (
        "(said_yes == (y == 1))",
        "(said_yes == (y[:, None] == 1))",
        "",
        "that compares every prediction with every label",
    ),
    (
        "(said_yes == (y == 1))",
        "(said_yes & (y == 1))",
        "",
        "that is the share of rows with a rightly said yes",
    ),
)
SHOWN = (0, 1, 2, 4, 6, 9)


def draw(rng: Draw) -> dict[str, Any]:
    """A fault of the training, and often one of the accuracy; data that a line can separate."""
    faults = [rng.choice(TRAINING)]
    if rng.chance(0.55):
        faults.append(rng.choice(AFTER))
    program = PROGRAM
    for before, after, *_ in faults:
        program = program.replace(before, after)
    while True:  # what NumPy can tell comes first: a run of PyTorch takes a while
        data = _data(rng)
        sound, right, said = _sound(data)
        firsts = _firsts(data)
        first = dict(firsts)[faults[0][2]]
        apart = min(abs(first - value) for cause, value in firsts if cause != faults[0][2])
        told = len(faults) == 1 or said[AFTER.index(faults[1])] != 1
        if sound[-1] < 0.35 and right and apart > 0.01 and told:
            break
    losses, accuracy, probs = _run(program, data)
    return {
        "program": program,
        "faults": [list(fault) for fault in faults],
        "told": [[before, after, why] for before, after, _, why in faults],
        "n": len(data["y"]),
        "yes": sum(data["y"]),
        "table": [f"{losses[step]:.3f}" for step in SHOWN],
        "steps": list(SHOWN),
        "sound_first": f"{sound[0]:.3f}",
        "sound_last": f"{sound[-1]:.3f}",
        "accuracy": f"{accuracy:.2f}",
        "shown": ", ".join(f"{value:.2f}" for value in probs[:4]),
        "data": data,
    }


def _sound(data: dict[str, Any]) -> tuple[list[float], bool, list[float]]:
    """The losses of the sound program, its gradient by the formula; whether all rows are right at
    the end; and what the accuracy would be by each fault of AFTER."""
    x, y = np.array(data["x"]), np.array(data["y"])
    weight, bias, losses = np.array(data["start"])[:, 0], 0.0, []
    for _ in range(10):
        logits = x @ weight + bias
        losses.append(float(np.mean(np.logaddexp(0, logits) - y * logits)))
        slope = (1 / (1 + np.exp(-logits)) - y) / len(y)
        weight, bias = weight - 0.5 * slope @ x, bias - 0.5 * slope.sum()
    logits = x @ weight + bias
    yes = logits > 0
    faulty = ((logits > 0.5) == y, yes == (y[:, None] == 1), yes & (y == 1))
    return losses, bool(np.all(yes == y)), [float(np.mean(hits)) for hits in faulty]


def _data(rng: Draw) -> dict[str, Any]:
    """Rows on both sides of a line, more of one kind than of the other, some near the line."""
    n, way = rng.integer(6, 9), rng.choice(((1, 0.5), (0.5, -1), (-1, 1)))
    yes = rng.choice((2, n - 2))
    labels = rng.shuffled([1] * yes + [0] * (n - yes))
    x = []
    for label in labels:
        far = (2 * label - 1) * rng.choice((0.3, 1.0, 2.5))
        side = rng.decimal(-1, 1, 1)
        x.append([round(far * way[0] - side * way[1], 2), round(far * way[1] + side * way[0], 2)])
    return {"x": x, "y": labels, "start": [[rng.decimal(-1, 1, 1)], [rng.decimal(-1, 1, 1)]]}


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
    losses, accuracy, probs = space["train"](x, torch.tensor(data["y"]), start)
    return [float(value) for value in losses], float(accuracy), probs.tolist()


def _firsts(data: dict[str, Any]) -> list[tuple[str, float]]:
    """The loss at step 0, right and by each cause."""
    z = (np.array(data["x"]) @ np.array(data["start"]))[:, 0]
    t = np.array(data["y"])
    p = 1 / (1 + np.exp(-z))
    soft = np.log(1 + np.exp(z))
    return [
        ("", float(np.mean(soft - t * z))),
        ("pairs", float(np.mean([soft - label * z for label in t]))),
        ("signed", float(np.mean(soft - (2 * t - 1) * z))),
        ("twice", float(np.mean(np.log(1 + np.exp(p)) - t * p))),
        ("turned", float(np.mean(soft - (1 - t) * z))),
        ("half", float(np.sum(soft[t == 1] - z[t == 1]) / len(t))),
    ]


def answers(values: dict[str, Any]) -> dict[str, Any]:
    lines = [
        number
        for before, *_ in values["faults"]
        for number, line in enumerate(PROGRAM.splitlines(), 1)
        if before in line
    ]
    return {"entries": values["n"] ** 2, "faults": lines, "cause": values["faults"][0][2]}


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Puts each line by itself into the sound program; the first loss tells the cause."""
    sound, lines = PROGRAM.splitlines(), values["program"].splitlines()
    right = _run(PROGRAM, values["data"])
    found = []
    for number, line in enumerate(lines):
        if line != sound[number]:
            mixed = "\n".join([*sound[:number], line, *sound[number + 1 :]]) + "\n"
            losses, accuracy, _ = _run(mixed, values["data"])
            if not np.allclose(losses, right[0]) or abs(accuracy - right[1]) > 1e-9:
                found.append(number + 1)
    first = float(values["table"][0])
    near = [cause for cause, value in _firsts(values["data"]) if abs(value - first) < 0.002]
    pairs = np.zeros((values["n"], 1)) * np.zeros(values["n"])
    return {"entries": pairs.size, "faults": found, "cause": near[0]}


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    cause = {"pairs-blamed": "pairs", "rate-blamed": "rate"}
    used = {fault[0] for fault in values["faults"]}
    faults = {
        "softplus-blamed": [_LOSS.split(" - ")[0]],
        "squeeze-blamed": ["final = (x @ weight + bias)"],
        "grad-blamed": ["parameter.grad = None"],
    }
    if _LOSS in used:
        del faults["softplus-blamed"]
    return {
        "entries": {"as-many-as-rows": values["n"], "twice-as-many": 2 * values["n"]},
        "faults": faults,
        "cause": {name: key for name, key in cause.items() if key != truth["cause"]},
    }
