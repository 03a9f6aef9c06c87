"""A training function with one line exchanged, and what it prints on one batch."""

from __future__ import annotations

from math import exp, log
from typing import Any

import numpy as np

from heldout.authoring import Draw

PROGRAM = """\
import numpy as np


def train(x, labels, start1, start2, steps=40, rate=0.5):
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    targets = np.eye(start2.shape[1])[labels]
    w1 = start1 * np.sqrt(2 / start1.shape[0])
    w2 = start2 * np.sqrt(1 / start2.shape[0])
    b1 = np.zeros(start1.shape[1])
    decay = 1e-4
    losses = []
    for step in range(steps):
        order = np.roll(np.arange(len(x)), step)
        xs, ys = x[order], targets[order]
        hidden = np.maximum(xs @ w1 + b1, 0)
        scores = hidden @ w2
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        p = powers / powers.sum(axis=1, keepdims=True)
        losses.append(-np.log(p[np.arange(len(xs)), labels[order]]).mean())
        d_scores = (p - ys) / len(xs)
        d_hidden = d_scores @ w2.T * (hidden > 0)
        size = rate / (1 + 0.01 * step)
        g1, g2 = xs.T @ d_hidden + decay * w1, hidden.T @ d_scores + decay * w2
        gb = d_hidden.sum(axis=0)
        w1, w2, b1 = w1 - size * g1, w2 - size * g2, b1 - size * gb
    return np.array(losses)
"""
# what is exchanged, for what, and the cause
FAULTS = (
    ("x = (x - x.mean(axis=0)) / x.std(axis=0)", "x = x - x.mean(axis=0)", "inputs"),
    ("x = (x - x.mean(axis=0)) / x.std(axis=0)", "x = x - x.min(axis=0)", "inputs"),
    ("[labels]", "[labels - 1]", "targets"),
    ("xs, ys = x[order], targets[order]", "xs, ys = x[order], targets", "targets"),
    ("w1 = start1 * np.sqrt(2 / start1.shape[0])", "w1 = np.zeros_like(start1)", "zeros"),
    ("np.zeros(start1.shape[1])", "np.full(start1.shape[1], -50.0)", "dead"),
    ("decay = 1e-4", "decay = 1.0", "decay"),
    ("decay = 1e-4", "decay = 1.5", "decay"),
    ("(p - ys)", "(ys - p)", "uphill"),
    ("w1 - size * g1, w2 - size * g2", "w1 + size * g1, w2 + size * g2", "uphill"),
    ("size = rate / (1 + 0.01 * step)", "size = rate * 100 * (1 + step)", "high"),
    ("size = rate / (1 + 0.01 * step)", "size = rate * 0.001 ** (1 + step)", "low"),
    ("size = rate / (1 + 0.01 * step)", "size = 1e-5 * rate / (1 + 0.01 * step)", "low"),
    ("        w1, w2, b1 = w1", "        v1, v2, c1 = w1", "frozen"),
)
SHOWN = (0, 1, 2, 5, 10, 39)  # steps whose loss is shown, to six digits: some only creep


def draw(rng: Draw) -> dict[str, Any]:
    """A fault and a batch on which it stops the loss, while the sound program learns."""
    before, after, cause = rng.choice(FAULTS)
    program = PROGRAM.replace(before, after)
    while True:
        batch = _batch(rng, rng.integer(8, 16), rng.integer(3, 6), rng.integer(3, 6))
        knows_nothing = log(batch["start2"].shape[1])
        with np.errstate(all="ignore"):
            sound, faulty = _run(PROGRAM, batch), _run(program, batch)
        # What a sound program does in 40 steps the faulty one does not nearly do.
        if sound[-1] < 0.3 * knows_nothing and not faulty[-1] < 0.7 * knows_nothing:
            break
    table = [f"{loss:.6g}" for loss in faulty[list(SHOWN)]]
    return {
        "program": program,
        "fault": [before, after, cause],
        "classes": int(batch["start2"].shape[1]),
        "examples": len(batch["x"]),
        "shown": [float(loss) for loss in table],
        "table": table,
        "steps": list(SHOWN),
        "sound": f"{sound[-1]:.2f}",
        "batch": {name: value.tolist() for name, value in batch.items()},
    }


def _batch(rng: Draw, examples: int, inputs: int, classes: int) -> dict[str, Any]:
    """Clusters far from zero, in columns of very different sizes."""
    labels = [k % classes for k in range(examples)]
    spread = [rng.choice((5.0, 20.0, 60.0)) for _ in range(inputs)]
    centres = [[rng.decimal(-2, 2, 2) for _ in range(inputs)] for _ in range(classes)]
    x = [
        [s * (3 + centres[k][j] + rng.decimal(-0.5, 0.5, 2)) for j, s in enumerate(spread)]
        for k in labels
    ]
    hidden = 12
    return {
        "x": np.array(x),
        "labels": np.array(labels),
        "start1": np.array([[_normal(rng) for _ in range(hidden)] for _ in range(inputs)]),
        "start2": np.array([[_normal(rng) for _ in range(classes)] for _ in range(hidden)]),
    }


def _normal(rng: Draw) -> float:
    """Nearly normal: a sum of six even draws, scaled to a variance of 1."""
    return sum(rng.decimal(-0.5, 0.5, 3) for _ in range(6)) * 2**0.5


def _run(program: str, batch: dict[str, Any]) -> Any:
    space: dict[str, Any] = {}
    exec(program, space)
    return space["train"](**{name: np.array(value) for name, value in batch.items()})


def answers(values: dict[str, Any]) -> dict[str, Any]:
    before, _, cause = values["fault"]
    sound = PROGRAM.splitlines()
    (number,) = [n for n, line in enumerate(sound, 1) if before in line]
    return {"line": [number], "cause": cause, "guess": log(values["classes"])}


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Mends one line at a time and runs; what the lines do before and after tells the cause."""
    lines, sound = values["program"].splitlines(), PROGRAM.splitlines()
    found = []
    with np.errstate(all="ignore"):
        for number, line in enumerate(sound):
            if lines[number] != line:
                mended = "\n".join([*lines[:number], line, *lines[number + 1 :]])
                losses = _run(mended, values["batch"])
                if losses[-1] < 0.35 * losses[0]:
                    found.append(number + 1)
    (number,) = found
    low, high = 0.0, 10.0  # ln K by bisection: e to the what is K?
    while high - low > 1e-12:
        middle = (low + high) / 2
        low, high = (middle, high) if exp(middle) < values["classes"] else (low, middle)
    return {"line": found, "cause": _cause(values, lines[number - 1]), "guess": low}


def _cause(values: dict[str, Any], line: str) -> str:
    """What the faulty line does when it is run by itself."""
    name = line.split("=")[0].strip()
    shown = values["shown"]
    if name == "x":
        return "inputs"
    if name in ("targets", "xs, ys"):
        return "targets"
    if name == "size":
        first, last = eval(line.split("=")[1], {"rate": 0.5, "step": 39}), 0.5 / 1.39
        return "high" if first > last else "low"
    if name == "v1, v2, c1":
        return "frozen"
    if name == "decay":
        return "decay"
    if name in ("d_scores", "w1, w2, b1"):
        return "uphill"
    return {"w1": "zeros", "b1": "dead"}[name] if len(set(shown)) == 1 else "none"


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth, classes = answers(values), values["classes"]
    line = {
        "loss-blamed": ["losses.append"],
        "shift-blamed": ["powers = np.exp"],
        "roll-blamed": ["np.roll"],
    }
    cause = {
        "rate-blamed": "low" if values["shown"][-1] <= values["shown"][0] else "high",
    }
    guess = {
        "probability": 1 / classes,
        "common-log": log(classes) / log(10),
        "bits": log(classes) / log(2),
    }
    return {
        "line": line,
        "cause": {name: key for name, key in cause.items() if key != truth["cause"]},
        "guess": guess,
    }
