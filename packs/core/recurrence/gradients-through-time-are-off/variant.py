"""Backpropagation through time with one or two lines exchanged, checked by differences."""

from __future__ import annotations

from typing import Any

import numpy as np

from heldout.authoring import Draw

PROGRAM = """\
import numpy as np


def gradients(x, h0, w_x, w_h, b, target):
    states = [h0]
    h = h0
    for t in range(len(x)):
        z = w_x @ x[t] + w_h @ h + b
        h = np.tanh(z)
        states.append(h)
    loss = 0.5 * np.sum((states[-1] - target) ** 2)
    grad_w_x = np.zeros_like(w_x)
    grad_w_h = np.zeros_like(w_h)
    grad_b = np.zeros_like(b)
    grad_h = states[-1] - target
    for t in reversed(range(len(x))):
        grad_z = grad_h * (1 - states[t + 1] ** 2)
        grad_w_x += np.outer(grad_z, x[t])
        grad_w_h += np.outer(grad_z, states[t])
        grad_b += grad_z
        grad_h = w_h.T @ grad_z
    return loss, grad_h, grad_w_x, grad_w_h, grad_b
"""
SOUND = PROGRAM.splitlines()
# what is exchanged, for what, the cause, and what the reader is told of it
FAULTS = (
    (
        "w_h @ h + b",
        "w_h @ h0 + b",
        "handed",
        "every step starts from $h_0$, and no state is handed on",
    ),
    (
        "    h = h0",
        "    h = np.zeros_like(h0)",
        "start",
        "the first step starts from zeros, not from $h_0$",
    ),
    (
        "h = np.tanh(z)",
        "h[:] = np.tanh(z)",
        "shared",
        "the state is overwritten in place: all entries of the list are one array, even $h_0$",
    ),
    (
        "grad_w_x += np.outer(grad_z, x[t])",
        "grad_w_x = np.outer(grad_z, x[t])",
        "sum",
        "the gradient of each step replaces that of the steps before it",
    ),
    (
        "grad_w_h += np.outer(grad_z, states[t])",
        "grad_w_h = np.outer(grad_z, states[t])",
        "sum",
        "the gradient of each step replaces that of the steps before it",
    ),
    (
        "grad_b += grad_z",
        "grad_b = grad_z",
        "sum",
        "the gradient of each step replaces that of the steps before it",
    ),
    (
        "np.outer(grad_z, states[t])",
        "np.outer(grad_z, states[t + 1])",
        "step",
        "$W_h$ was multiplied by the state before the step, not by the one after",
    ),
    (
        "(1 - states[t + 1] ** 2)",
        "(1 - states[t] ** 2)",
        "step",
        "the slope of tanh belongs to the state that it made, $h_t$",
    ),
    (
        "t in reversed(range(len(x)))",
        "t in range(len(x))",
        "order",
        "the backward pass runs from the first step to the last",
    ),
    (
        "grad_h = w_h.T @ grad_z",
        "grad_h = w_h @ grad_z",
        "transposed",
        "forward it was $W_h h$, so backward it is $W_h^T$",
    ),
    (
        "grad_h = w_h.T @ grad_z",
        "grad_h = w_h.T @ grad_h",
        "slope",
        "on the way to the step before, the slope of tanh is left out",
    ),
    (
        "(1 - states[t + 1] ** 2)",
        "(1 - states[t + 1])",
        "slope",
        "the slope of tanh is $1 - h^2$",
    ),
)
NAMES = ("loss", "grad_h", "grad_w_x", "grad_w_h", "grad_b")


def draw(rng: Draw) -> dict[str, Any]:
    """One fault, or two in different lines, in a network where each of them shows."""
    while True:
        faults = rng.sample(FAULTS, rng.choice((1, 1, 2)))
        lines = [_line(before) for before, *_ in faults]
        if len(set(lines)) < len(lines):
            continue
        steps, features, units = rng.integer(3, 5), rng.integer(1, 3), rng.integer(2, 3)
        call = {
            "x": _array(rng, steps, features),
            "h0": _array(rng, units),
            "w_x": _array(rng, units, features),
            "w_h": _array(rng, units, units),
            "b": _array(rng, units),
            "target": _array(rng, units),
        }
        program = PROGRAM
        for before, after, *_ in faults:
            program = program.replace(before, after)
        sound, faulty = _run(PROGRAM, call), _run(program, call)
        alone = [_run(PROGRAM.replace(before, after), call) for before, after, *_ in faults]
        halves = [_run(_mended(program, number), call) for number in lines]
        ways = [faulty, *alone, *(halves if len(faults) == 2 else [])]
        if all(_differ(way, sound) for way in ways):
            break
    return {
        "program": program,
        "faults": sorted([_line(b), b, a, cause, why] for b, a, cause, why in faults),
        "call": call,
        "sizes": [steps, features, units],
        "table": [_row(name, *pair) for name, *pair in zip(NAMES, faulty, sound, strict=True)],
    }


def _array(rng: Draw, *shape: int) -> Any:
    if not shape:
        return rng.decimal(-1.5, 1.5, 1)
    return [_array(rng, *shape[1:]) for _ in range(shape[0])]


def _row(name: str, found: Any, right: Any) -> list[str]:
    """Both as a length, and the length of their difference."""
    lengths = (np.linalg.norm(part) for part in (found, right, np.subtract(found, right)))
    return [name, *(f"{length:.4f}" for length in lengths)]


def _line(before: str) -> int:
    (number,) = [n for n, line in enumerate(SOUND, 1) if before in line]
    return number


def _mended(program: str, number: int) -> str:
    lines = program.splitlines()
    return "\n".join([*lines[: number - 1], SOUND[number - 1], *lines[number:]]) + "\n"


def _run(program: str, call: dict[str, Any]) -> Any:
    space: dict[str, Any] = {}
    exec(program, space)
    return space["gradients"](**{name: np.array(value) for name, value in call.items()})


def _differ(one: Any, other: Any) -> bool:
    """Whether the table shows it."""
    return any(np.linalg.norm(np.subtract(a, b)) > 5e-3 for a, b in zip(one, other, strict=True))


def answers(values: dict[str, Any]) -> dict[str, Any]:
    return {
        "faults": [number for number, *_ in values["faults"]],
        "cause": sorted({cause for *_, cause, _ in values["faults"]}),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Each line by itself in the sound program: whether the results change, and how."""
    call = values["call"]
    sound = _run(PROGRAM, call)
    found, causes = [], set()
    for number, line in enumerate(values["program"].splitlines(), 1):
        if line == SOUND[number - 1]:
            continue
        mixed = "\n".join([*SOUND[: number - 1], line, *SOUND[number:]]) + "\n"
        if _differ(_run(mixed, call), sound):
            found.append(number)
            causes.add(_cause(mixed, line.strip()))
    return {"faults": found, "cause": sorted(causes)}


def _cause(program: str, line: str) -> str:
    """What the program with that one fault does in small experiments."""
    one = {name: np.eye(1) * 0.5 for name in ("w_x", "w_h")}
    one |= {"h0": np.ones(1), "b": np.zeros(1), "target": np.full(1, 9.0)}
    still = [one | {"x": np.zeros((steps, 1))} for steps in (1, 2, 3)]
    shown = [_run(program, call) for call in still]
    right = [_run(PROGRAM, call) for call in still]
    if not np.isclose(shown[0][0], right[0][0]):
        return "start"
    if not np.isclose(shown[2][0], right[2][0]):
        return "handed"
    if "[:]" in line:
        return "shared"
    if line.startswith("for"):
        return "order"
    if line.split()[0] in ("grad_w_x", "grad_w_h", "grad_b") and line.split()[1] == "=":
        return "sum"
    # With one unit a transposed matrix is the same matrix.
    if all(np.allclose(a[1], b[1]) for a, b in zip(shown, right, strict=True)):
        return "transposed" if line.startswith("grad_h") else "step"
    # A slope of another step is right where the states are equal.
    rest = np.array([0.5])
    fixed = one | {"x": np.zeros((3, 1)), "h0": rest, "b": np.arctanh(rest) - 0.25}
    same = zip(_run(program, fixed), _run(PROGRAM, fixed), strict=True)
    return "step" if all(np.allclose(a, b) for a, b in same) else "slope"


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        "faults": {"list-blamed": [5], "copy-blamed": [10], "gradient-blamed": [15]},
    }
