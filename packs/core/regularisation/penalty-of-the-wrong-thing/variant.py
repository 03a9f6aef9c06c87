"""Linear regression with an L2 penalty, of which one or two lines are faulty."""

from __future__ import annotations

from typing import Any

import numpy as np

from heldout.authoring import Draw

PROGRAM = """\
import numpy as np


def train(x, y, w, b, lam, steps=50, rate=0.05):
    costs = []
    for _ in range(steps):
        error = x.dot(w) + b - y
        fit = np.mean(error**2)
        penalty = lam * np.sum(w**2)
        costs.append(fit + penalty)
        grad_w = 2 * error.dot(x) / len(x)
        grad_w = grad_w + 2 * lam * w
        grad_b = 2 * np.mean(error)
        w = w - rate * grad_w
        b = b - rate * grad_b
    return w, b, np.array(costs)
"""
# what is exchanged, for what, the cause, and what the reader is told of it
COST = (
    (
        "lam * np.sum(w**2)",
        "lam * np.sum(x**2)",
        "other",
        "it adds up the **data**, not the weights",
    ),
    ("lam * np.sum(w**2)", "lam * np.mean(x**2)", "other", "it takes a mean over the **data**"),
    ("lam * np.sum(w**2)", "lam * np.sum(y**2)", "other", "it adds up the **targets**"),
    (
        "lam * np.sum(w**2)",
        "lam * fit",
        "other",
        "it takes a share of the **loss**, not of the weights",
    ),
    ("lam * np.sum(w**2)", "lam * np.sum(np.abs(w))", "norm", "it is the L1 norm"),
    ("lam * np.sum(w**2)", "lam * np.linalg.norm(w)", "norm", "it is the norm and not its square"),
)
SLOPE = (
    ("grad_w + 2 * lam * w", "grad_w + lam * w", "factor", "the derivative of $w^2$ is $2 w$"),
    (
        "grad_w + 2 * lam * w",
        "grad_w + 2 * lam * w / len(x)",
        "factor",
        "the penalty belongs to the weights, so it is not divided by the number of examples",
    ),
    (
        "grad_w + 2 * lam * w",
        "grad_w - 2 * lam * w",
        "uphill",
        "the sign drives weights away from 0",
    ),
    (
        "grad_w = grad_w + 2 * lam * w",
        "grad_w + 2 * lam * w",
        "missing",
        "the sum is computed and thrown away",
    ),
    (
        "grad_w = grad_w + 2 * lam * w",
        "np.add(grad_w, 2 * lam * w)",
        "missing",
        "`np.add` returns a new array, and nobody keeps it",
    ),
)
BIAS = (
    (
        "2 * np.mean(error)",
        "2 * np.mean(error) + 2 * lam * b",
        "bias",
        "the bias is pulled to 0, too",
    ),
    (
        "2 * np.mean(error)",
        "2 * (np.mean(error) + lam * b)",
        "bias",
        "the bias is pulled to 0, too",
    ),
)
STRENGTHS = (0.0, 0.1, 1.0)


def draw(rng: Draw) -> dict[str, Any]:
    """One or two faults of different groups, and a run of the program at three strengths."""
    groups = rng.sample((COST, COST, SLOPE, SLOPE, BIAS), 2)
    if groups[0] is groups[1] or rng.chance(0.4):
        groups = groups[:1]
    faults = [rng.choice(group) for group in groups]
    program = PROGRAM
    for before, after, _, _ in faults:
        program = program.replace(before, after)
    examples, columns = rng.integer(6, 9), rng.integer(2, 3)
    x = [[rng.decimal(-1.5, 1.5, 1) for _ in range(columns)] for _ in range(examples)]
    slope = [rng.sign() * rng.decimal(1.5, 3, 1) for _ in range(columns)]
    y = [
        3 + sum(a * b for a, b in zip(row, slope, strict=True)) + rng.decimal(-0.5, 0.5, 1)
        for row in x
    ]
    data = {"x": x, "y": [round(value, 2) for value in y], "columns": columns}
    return {
        **data,
        "program": program,
        "faults": [list(fault) for fault in faults],
        "examples": examples,
        "shown": [_row(program, data, lam) for lam in STRENGTHS],
        "sound": [_row(PROGRAM, data, lam) for lam in STRENGTHS],
    }


def _run(program: str, data: dict[str, Any], lam: float, start: float, **more: Any) -> Any:
    space: dict[str, Any] = {}
    exec(program, space)
    w = np.full(data["columns"], start) * np.linspace(1.0, 2.0, data["columns"])
    return space["train"](np.array(data["x"]), np.array(data["y"]), w, start, lam, **more)


def _row(program: str, data: dict[str, Any], lam: float) -> list[str]:
    """The strength, the length of w, the bias and the last cost after 200 steps from 0."""
    w, b, costs = _run(program, data, lam, 0.0, steps=200)
    numbers = (np.sqrt((w**2).sum()), b, costs[-1])
    return [f"{lam:g}", *(f"{value:.3g}" for value in numbers)]


def answers(values: dict[str, Any]) -> dict[str, Any]:
    sound, lines = PROGRAM.splitlines(), values["program"].splitlines()
    return {
        "lines": [n for n, (a, b) in enumerate(zip(sound, lines, strict=True), 1) if a != b],
        "causes": sorted({cause for _, _, cause, _ in values["faults"]}),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Puts each line alone into the sound program, takes one step, and reads what has changed."""
    sound, lines = PROGRAM.splitlines(), values["program"].splitlines()
    found, causes = [], set()
    for number, line in enumerate(lines, 1):
        mixed = "\n".join([*sound[: number - 1], line, *sound[number:]]) + "\n"
        cause = _cause(mixed, values)
        if cause is not None:
            found.append(number)
            causes.add(cause)
    return {"lines": found, "causes": sorted(causes)}


def _cause(program: str, data: dict[str, Any]) -> str | None:
    """From one step at w and b that are not 0, with and without the penalty."""
    lam, rate, start = 0.5, 0.1, 0.7
    w0 = np.full(data["columns"], start) * np.linspace(1.0, 2.0, data["columns"])
    w, b, costs = _run(program, data, lam, start, steps=1, rate=rate)
    free_w, free_b, free_costs = _run(program, data, 0.0, start, steps=1, rate=rate)
    if abs(b - free_b) > 1e-9:
        return "bias"
    pull = (free_w - w) / (rate * lam * w0)  # 2 everywhere, if it is that of the square
    if np.ptp(pull) > 1e-9 or abs(pull[0] - 2) > 1e-9:
        if abs(pull[0]) < 1e-9:
            return "missing"
        return "uphill" if pull[0] < 0 else "factor"
    size = (costs[0] - free_costs[0]) / lam
    if abs(size - (w0**2).sum()) < 1e-9:
        return None
    norms = (np.abs(w0).sum(), np.sqrt((w0**2).sum()))
    return "norm" if min(abs(size - norm) for norm in norms) < 1e-9 else "other"


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    return {
        "lines": {"fit-blamed": ["fit = np.mean(error**2)"], "data-slope-blamed": ["error.dot(x)"]},
        "causes": {"rate-blamed": ["rate"], "scale-blamed": ["scale"]}
        | ({"one-of-two": truth["causes"][:1]} if len(truth["causes"]) > 1 else {}),
    }
