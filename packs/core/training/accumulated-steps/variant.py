"""Gradient accumulation with one or two lines exchanged, and the weights that come of it."""

from __future__ import annotations

from math import ceil
from typing import Any

import numpy as np

from heldout.authoring import Draw

PROGRAM = """\
import numpy as np


def train(x, y, w, batch, micro, rate=0.1):
    losses = []
    for start in range(0, len(x), batch):
        rows = np.arange(start, min(start + batch, len(x)))
        grad = np.zeros(w.shape)
        loss = 0.0
        for first in range(0, len(rows), micro):
            piece = rows[first : first + micro]
            share = len(piece) / len(rows)
            errors = x[piece] @ w - y[piece]
            loss += share * np.mean(errors**2)
            grad += share * 2 * x[piece].T @ errors / len(piece)
        w = w - rate * grad
        losses.append(loss)
    return w, np.array(losses)
"""
SOUND = PROGRAM.splitlines()
# what is exchanged, for what, and the cause
FAULTS = (
    (
        "for start in range(0, len(x), batch):",
        "for start in range(0, len(x) - batch + 1, batch):",
        "batch",
    ),
    ("grad = np.zeros(w.shape)", "grad = grad if start else np.zeros(w.shape)", "cleared"),
    (
        "for first in range(0, len(rows), micro):",
        "for first in range(0, len(rows) - micro + 1, micro):",
        "rest",
    ),
    ("share = len(piece) / len(rows)", "share = 1.0", "sum"),
    ("share = len(piece) / len(rows)", "share = micro / len(rows)", "equal"),
    ("share = len(piece) / len(rows)", "share = 1 / -(-len(rows) // micro)", "equal"),
    (
        "grad += share * 2 * x[piece].T @ errors / len(piece)",
        "grad = share * 2 * x[piece].T @ errors / len(piece)",
        "overwritten",
    ),
    (
        "grad += share * 2 * x[piece].T @ errors / len(piece)",
        "grad += share * 2 * x[piece].T @ errors / len(rows)",
        "twice",
    ),
    ("        w = w - rate * grad", "            w = w - rate * grad", "steps"),
)


def draw(rng: Draw) -> dict[str, Any]:
    """One or two faults on different lines, and sizes on which each of them shows by itself."""
    while True:
        faults = rng.sample(FAULTS, rng.choice((1, 2, 2)))
        lines = list(SOUND)
        for before, after, _ in faults:
            lines = [_changed(line, before, after) for line in lines]
        micro = rng.integer(2, 4)
        batch = micro * rng.integer(2, 3) + rng.integer(1, micro - 1)
        examples = batch * rng.integer(2, 3) + rng.integer(1, batch - 1)
        given = {
            "x": [[rng.decimal(-2, 2, 1), 1.0] for _ in range(examples)],
            "y": [rng.decimal(-3, 3, 1) for _ in range(examples)],
            "batch": batch,
            "micro": micro,
        }
        sound = _run(SOUND, given)
        where = [n for n, line in enumerate(lines) if line != SOUND[n]]
        with np.errstate(all="ignore"):
            alone = [_run(_with(lines, n), given) for n in where]
            apart = [_apart(one, sound) for one in alone]
            faulty = _run(lines, given)
        # a fault that the other makes harmless is no cause of what is shown
        shows = len(where) < 2 or all(_apart(faulty, one) for one in alone)
        shows = shows and not {"overwritten", "steps"} <= {cause for _, _, cause in faults}
        largest = max(abs(v) for part in faulty for v in part)
        if len(where) == len(faults) and all(apart) and shows and largest < 1e3:
            break
    return {
        **given,
        "examples": examples,
        "program": "\n".join(lines) + "\n",
        "faults": [list(fault) for fault in sorted(faults, key=FAULTS.index)],
        "sound": sound,
        "faulty": faulty,
    }


def _changed(line: str, before: str, after: str) -> str:
    """The line with its fault, whose text may include the indentation."""
    if before.startswith(" "):
        return after if line == before else line
    return line.replace(before, after) if line.strip() == before else line


def _with(lines: list[str], number: int) -> list[str]:
    """The sound program with one line of another."""
    return [lines[n] if n == number else line for n, line in enumerate(SOUND)]


def _run(lines: list[str], given: dict[str, Any]) -> list[list[float]]:
    """Weights after an epoch, and losses, to four decimals."""
    w, losses = _raw(lines, np.array(given["x"]), np.array(given["y"]), given)
    return [[round(float(v), 4) for v in part] for part in (w, losses)]


def _raw(lines: list[str], x: Any, y: Any, given: dict[str, Any]) -> Any:
    space: dict[str, Any] = {}
    exec("\n".join(lines), space)
    return space["train"](x, y, np.zeros(x.shape[1]), given["batch"], given["micro"])


def _apart(one: list[list[float]], other: list[list[float]]) -> bool:
    """So far that it can be seen in two decimals."""
    if len(one[1]) != len(other[1]):
        return True
    gaps = [abs(a - b) for p, q in zip(one, other, strict=True) for a, b in zip(p, q, strict=True)]
    return max(gaps) > 0.02


def answers(values: dict[str, Any]) -> dict[str, Any]:
    n, batch, micro = values["examples"], values["batch"], values["micro"]
    full, rest = divmod(n, batch)
    mended = [before.strip() for before, _, _ in values["faults"]]
    return {
        "counts": [ceil(n / batch), full * ceil(batch / micro) + ceil(rest / micro)],
        "lines": [n for n, line in enumerate(SOUND, 1) if line.strip() in mended],
        "causes": sorted({cause for _, _, cause in values["faults"]}),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Each line by itself in the sound program, on small runs whose result is known otherwise;
    the counts by going through the examples."""
    lines, causes = [], set()
    program = values["program"].splitlines()
    sound = _run(SOUND, values)
    for number in range(len(SOUND)):
        mixed = _with(program, number)
        if _run(mixed, values) != sound:
            lines.append(number + 1)
            causes.add(_cause(mixed))
    left, steps, pieces = values["examples"], 0, 0
    while left:
        steps, inside = steps + 1, min(left, values["batch"])
        left -= inside
        while inside:
            pieces, inside = pieces + 1, max(0, inside - values["micro"])
    return {"counts": [steps, pieces], "lines": lines, "causes": sorted(causes)}


_X = np.array(
    [[1.0], [2.0], [-1.0], [3.0], [0.5], [1.5], [2.5], [-2.0], [1.0], [0.5], [2.0], [3.0]]
)
_Y = np.array([1.0, -1.0, 2.0, 0.5, 4.0, -2.0, 1.0, 3.0, -1.0, 2.5, 0.5, -0.5])


def _weight(lines: list[str], count: int, batch: int, micro: int) -> float:
    return float(_raw(lines, _X[:count], _Y[:count], {"batch": batch, "micro": micro})[0][0])


def _mean_step(first: int, last: int) -> float:
    """A step from 0 on those examples: 0.1 times twice the mean of x y."""
    return 0.2 * float(np.mean(_X[first:last, 0] * _Y[first:last]))


def _cause(lines: list[str]) -> str:
    """One step in even pieces, one in uneven pieces, two full steps in a piece each, or neither."""
    even, whole = _weight(lines, 6, 6, 2), _mean_step(0, 6)
    if abs(even - whole) > 1e-9:
        known = {"sum": 3 * whole, "twice": whole / 3, "overwritten": _mean_step(4, 6) / 3}
        near = [name for name, value in known.items() if abs(even - value) < 1e-9]
        return near[0] if near else "steps"
    uneven = _weight(lines, 5, 5, 2)
    if abs(uneven - _mean_step(0, 5)) > 1e-9:
        return "rest" if abs(uneven - 0.8 * _mean_step(0, 4)) < 1e-9 else "equal"
    return "cleared" if abs(_weight(lines, 12, 6, 6) - _weight(SOUND, 12, 6, 6)) > 1e-9 else "batch"


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    n, batch, micro = values["examples"], values["batch"], values["micro"]
    steps, pieces = answers(values)["counts"]
    counts = {
        "rests-dropped": [n // batch, (n // batch) * (batch // micro)],
        "pieces-across-batches": [steps, ceil(n / micro)],
        "steps-are-pieces": [pieces, pieces],
    }
    kept: dict[str, list[int]] = {}
    for name, value in counts.items():
        if value not in ([steps, pieces], *kept.values()):
            kept[name] = value
    return {
        "counts": kept,
        "lines": {
            "errors-blamed": ["errors = x[piece]"],
            "rows-blamed": ["rows = np.arange"],
            "loss-blamed": ["loss += share"],
        },
    }
