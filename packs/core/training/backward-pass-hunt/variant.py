"""The backward pass of a two-layer classifier with one to three lines exchanged."""

from __future__ import annotations

from typing import Any

import numpy as np

from heldout.authoring import Draw

PROGRAM = """\
import numpy as np


def gradients(x, labels, w1, b1, w2, b2):
    # forward
    rows = np.arange(len(x))
    z1 = x @ w1 + b1
    h1 = np.maximum(z1, 0)
    scores = h1 @ w2 + b2
    scores = scores - scores.max(axis=1, keepdims=True)
    log_p = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    loss = -log_p[rows, labels].mean()
    # backward
    d_scores = np.exp(log_p)
    d_scores[rows, labels] -= 1
    d_scores = d_scores / len(x)
    d_w2 = h1.T @ d_scores
    d_b2 = d_scores.sum(axis=0)
    d_h1 = d_scores @ w2.T
    d_z1 = d_h1 * (z1 > 0)
    d_w1 = x.T @ d_z1
    d_b1 = d_z1.sum(axis=0)
    return loss, d_w1, d_b1, d_w2, d_b2
"""
SOUND = PROGRAM.splitlines()
NAMES = ("loss", "d_w1", "d_b1", "d_w2", "d_b2")
# the sound line, what stands there instead, the cause
FAULTS = (
    ("    d_h1 = d_scores @ w2.T", "    d_h1 = d_scores @ w2", "transpose"),
    ("    d_w1 = x.T @ d_z1", "    d_w1 = d_z1.T @ x", "transpose"),
    ("    d_w2 = h1.T @ d_scores", "    d_w2 = d_scores.T @ h1", "transpose"),
    ("    d_z1 = d_h1 * (z1 > 0)", "    d_z1 = d_h1 * (d_h1 > 0)", "mask"),
    ("    d_z1 = d_h1 * (z1 > 0)", "    d_z1 = d_h1 * (x > 0)", "mask"),
    ("    d_z1 = d_h1 * (z1 > 0)", "    d_z1 = d_h1 * (h1 >= 0)", "mask"),
    ("    d_b1 = d_z1.sum(axis=0)", "    d_b1 = d_z1.sum(axis=1)", "axis"),
    ("    d_b2 = d_scores.sum(axis=0)", "    d_b2 = d_scores.sum(axis=1)", "axis"),
    ("    d_b1 = d_z1.sum(axis=0)", "    d_b1 = d_z1.mean(axis=0)", "mean"),
    ("    d_b2 = d_scores.sum(axis=0)", "    d_b2 = d_scores.mean(axis=0)", "mean"),
    ("    d_scores = d_scores / len(x)", "    d_scores = d_scores / d_scores.size", "mean"),
    ("    d_w2 = h1.T @ d_scores", "    d_w2 = z1.T @ d_scores", "operand"),
    ("    d_w1 = x.T @ d_z1", "    d_w1 = x.T @ d_h1", "operand"),
    ("    d_b1 = d_z1.sum(axis=0)", "    d_b1 = d_h1.sum(axis=0)", "operand"),
)


def draw(rng: Draw) -> dict[str, Any]:
    """One to three faults in different lines, and a square network on which all of them run."""
    while True:
        chosen: list[tuple[str, str, str]] = []
        for fault in rng.sample(FAULTS, rng.choice((1, 2, 2, 3))):
            if all(fault[0] != other[0] for other in chosen):
                chosen.append(fault)
        chosen.sort(key=lambda fault: SOUND.index(fault[0]))
        program = PROGRAM
        for before, after, _ in chosen:
            program = program.replace(before, after)
        size = rng.integer(3, 4)
        batch = {name: _numbers(rng, size, size) for name in ("x", "w1", "w2")}
        batch |= {name: _numbers(rng, 1, size)[0] for name in ("b1", "b2")}
        batch["labels"] = [rng.integer(0, size - 1) for _ in range(size)]
        slopes = _slopes(batch)
        table = _table(program, batch, slopes)
        asked = rng.choice(chosen)
        alone = [
            _table(PROGRAM.replace(before, after), batch, slopes) for before, after, _ in chosen
        ]
        if all(any(error > 0.05 for _, error in one) for one in alone):  # each fault must show
            break
    return {
        "program": program,
        "faults": [list(fault) for fault in chosen],
        "count": len(chosen),
        "size": size,
        "batch": batch,
        "table": [[name, f"{error:.3g}"] for name, error in table],
        "asked": list(asked),
        "which": ("first", "second", "third")[chosen.index(asked)],  # itself it would answer part 1
    }


def _numbers(rng: Draw, rows: int, columns: int) -> list[list[float]]:
    return [[rng.decimal(-1.5, 1.5, 1) for _ in range(columns)] for _ in range(rows)]


def _run(program: str, batch: dict[str, Any]) -> Any:
    space: dict[str, Any] = {}
    exec(program, space)
    return space["gradients"](**{name: np.array(value) for name, value in batch.items()})


def _table(program: str, batch: dict[str, Any], slopes: list[Any]) -> list[tuple[str, float]]:
    """The relative error of each gradient against the differences of the loss."""
    _, *found = _run(program, batch)
    rows = []
    for name, gradient, slope in zip(NAMES[1:], found, slopes, strict=True):
        size = np.linalg.norm(slope) + np.linalg.norm(gradient)
        error = float(np.linalg.norm(gradient - slope) / size) if size else 0.0
        rows.append((name, error if error > 1e-6 else 0.0))
    return rows


def _slopes(batch: dict[str, Any]) -> list[Any]:
    """Central differences of the loss by every parameter."""
    space: dict[str, Any] = {}
    exec(PROGRAM, space)
    arrays = {name: np.array(value) for name, value in batch.items()}
    slopes = []
    for name in NAMES[1:]:
        start = arrays[name[2:]]
        slope = np.zeros(start.shape)
        for place in np.ndindex(start.shape):
            for step in (1e-5, -1e-5):
                moved = start.copy()
                moved[place] += step
                slope[place] += space["gradients"](**{**arrays, name[2:]: moved})[0] / (2 * step)
        slopes.append(slope)
    return slopes


def answers(values: dict[str, Any]) -> dict[str, Any]:
    return {
        "lines": [SOUND.index(before) + 1 for before, _, _ in values["faults"]],
        "cause": values["asked"][2],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Puts each line by itself into the sound program and checks the gradients by differences; on
    this line alone, the gradients that are wrong and how they are wrong tell the cause."""
    lines, batch = values["program"].splitlines(), values["batch"]
    right = _run(PROGRAM, batch)
    found = []
    for number, line in enumerate(lines):
        program = "\n".join([*SOUND[:number], line, *SOUND[number + 1 :]])
        outputs = _run(program, batch)
        if any(np.abs(a - b).max() > 1e-9 for a, b in zip(outputs, right, strict=True)):
            found.append(number + 1)
    return {"lines": found, "cause": _cause(values["asked"][1], values["batch"], right)}


def _cause(line: str, batch: dict[str, Any], right: Any) -> str:
    """What the line computes beside what it ought to."""
    name, _, formula = line.strip().partition(" = ")
    space: dict[str, Any] = {}
    source = PROGRAM.replace("    return loss", "    return locals()\n    return loss")
    exec(source, space)
    local = space["gradients"](**{key: np.array(value) for key, value in batch.items()})
    if name == "d_scores":
        return "mean"
    wrong = eval(formula, {"np": np}, local)
    sound = local[name]
    if name == "d_z1":
        return "mask"
    if "sum(axis=1)" in formula:
        return "axis"
    if np.allclose(wrong * len(local["x"]), sound):
        return "mean"
    if name == "d_h1" or np.allclose(wrong.T, sound):
        return "transpose"
    return "operand"


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        "lines": {
            "shift-blamed": ["scores.max"],
            "one-blamed": ["d_scores[rows, labels] -= 1"],
            "exponential-blamed": ["np.exp(log_p)"],
        }
    }
