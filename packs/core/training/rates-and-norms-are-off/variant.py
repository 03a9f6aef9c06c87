"""A training loop with a schedule and clipping, one or two lines exchanged, and what it does."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import numpy as np

from heldout.authoring import Draw

PROGRAM = """\
import math

import numpy as np


def train(params, batches, epochs, warmup, base_lr=0.1, max_norm=1.0):
    params = [p.copy() for p in params]
    total = epochs * len(batches)
    rates = []
    norms = []
    step = 0
    for _ in range(epochs):
        for grads in batches:
            if step < warmup:
                lr = base_lr * (step + 1) / warmup
            else:
                progress = (step - warmup) / (total - warmup)
                lr = 0.5 * base_lr * (1 + math.cos(math.pi * progress))
            norm = math.sqrt(sum(np.sum(g**2) for g in grads))
            scale = min(1.0, max_norm / (norm + 1e-6))
            params = [p - lr * scale * g for p, g in zip(params, grads, strict=True)]
            rates.append(lr)
            norms.append(norm)
            step += 1
    return np.array(rates), np.array(norms), params
"""
SOUND = PROGRAM.splitlines()
# what is exchanged, for what, the cause, and what the reader is told of it
FAULTS = (
    (
        "total = epochs * len(batches)",
        "total = len(batches)",
        "unit",
        "the schedule is as long as one epoch, and after it the cosine rises again",
    ),
    (
        "            step += 1",
        "        step += 1",
        "unit",
        "the line stands outside the inner loop, so a step is counted once per epoch",
    ),
    (
        "base_lr * (step + 1) / warmup",
        "base_lr * step / warmup",
        "ramp",
        "the ramp begins with a rate of 0, and the first batch does nothing",
    ),
    (
        "if step < warmup:",
        "if step <= warmup:",
        "ramp",
        "the ramp is one step too long and overshoots",
    ),
    (
        "progress = (step - warmup) / (total - warmup)",
        "progress = (step - warmup) // (total - warmup)",
        "whole",
        "a whole division gives 0 at every step, so the rate never comes down",
    ),
    (
        "progress = (step - warmup) / (total - warmup)",
        "progress = step / total",
        "offset",
        "the cosine is counted from step 0, so the rate jumps after the warm-up",
    ),
    (
        "progress = (step - warmup) / (total - warmup)",
        "progress = (step - warmup) / total",
        "offset",
        "the cosine is as long as the whole run, and does not get to its end",
    ),
    (
        "math.cos(math.pi * progress)",
        "math.cos(2 * math.pi * progress)",
        "half",
        "a whole cosine comes up again; half of one is wanted",
    ),
    (
        "math.sqrt(sum(np.sum(g**2) for g in grads))",
        "max(math.sqrt(np.sum(g**2)) for g in grads)",
        "global",
        "the norm is that of the largest array, not of all gradients together",
    ),
    (
        "math.sqrt(sum(np.sum(g**2) for g in grads))",
        "sum(math.sqrt(np.sum(g**2)) for g in grads)",
        "global",
        "norms are not to be added; the squares are, and then comes the root",
    ),
    (
        "p - lr * scale * g for",
        "p - lr * min(1.0, max_norm / np.sqrt(np.sum(g**2))) * g for",
        "global",
        "each array is clipped by its own norm",
    ),
    (
        "scale = min(1.0, max_norm / (norm + 1e-6))",
        "scale = max_norm / (norm + 1e-6)",
        "up",
        "gradients below the limit are scaled up to it",
    ),
    (
        "p - lr * scale * g for",
        "p - lr * g for",
        "unused",
        "the factor is computed and not used",
    ),
)


def draw(rng: Draw) -> dict[str, Any]:
    """One fault, or two in different lines, in a run where each of them shows."""
    while True:
        faults = rng.sample(FAULTS, rng.choice((1, 1, 2)))
        lines = [_line(before) for before, *_ in faults]
        if len(set(lines)) < len(lines):
            continue
        batches = rng.integer(2, 4)
        sizes = [rng.choice((0.3, 1.5)) for _ in range(batches)]
        call = {
            "params": [_array(rng, 2, 1.0), _array(rng, 1, 1.0)],
            "batches": [[_array(rng, 2, size), _array(rng, 1, size)] for size in sizes],
            "epochs": rng.integer(2, 3),
            "warmup": rng.integer(2, batches + 1),
            "base_lr": rng.choice((0.1, 0.2, 0.4)),
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
        "table": _table(program, call),
    }


def _array(rng: Draw, size: int, scale: float) -> list[float]:
    return [rng.choice((-1, 1)) * rng.decimal(0.2, 1, 1) * scale for _ in range(size)]


def _table(program: str, call: dict[str, Any]) -> list[list[str]]:
    """For each step the rate, the norm and the length of the step, found and expected."""
    columns: list[list[str]] = []
    for source in (program, PROGRAM):
        rates, norms, lengths = _lengths(source, call)
        columns += [[f"{number:.4f}" for number in part] for part in (rates, norms, lengths)]
    order = (0, 3, 1, 4, 2, 5)
    return [[str(k), *(columns[c][k] for c in order)] for k in range(len(columns[0]))]


def _lengths(program: str, call: dict[str, Any]) -> Any:
    """Rates, norms, and how far the parameters go in each step."""
    watched = "rates.append(lr)\n            places.append(np.concatenate(params))"
    places: list[Any] = [np.concatenate([np.array(p) for p in call["params"]])]
    space: dict[str, Any] = {}
    exec(program.replace("rates.append(lr)", watched), space)
    space["places"] = places
    rates, norms, _ = space["train"](**_arguments(call))
    return rates, norms, [float(np.linalg.norm(b - a)) for a, b in pairwise(places)]


def _arguments(call: dict[str, Any]) -> dict[str, Any]:
    params = [np.array(p) for p in call["params"]]
    batches = [[np.array(g) for g in batch] for batch in call["batches"]]
    return {**call, "params": params, "batches": batches}


def _line(before: str) -> int:
    (number,) = [n for n, line in enumerate(SOUND, 1) if before in line]
    return number


def _mended(program: str, number: int) -> str:
    lines = program.splitlines()
    return "\n".join([*lines[: number - 1], SOUND[number - 1], *lines[number:]]) + "\n"


def _run(program: str, call: dict[str, Any]) -> Any:
    """Rates, norms, and all parameters in one row; nan where it breaks."""
    space: dict[str, Any] = {}
    exec(program, space)
    try:
        rates, norms, params = space["train"](**_arguments(call))
    except ZeroDivisionError:
        return None
    return rates, norms, np.concatenate(params)


def _differ(one: Any, other: Any) -> bool:
    """Whether the table shows it; a run that breaks is not asked."""
    if one is None:
        return False
    return any(np.abs(np.subtract(a, b)).max() > 2e-3 for a, b in zip(one, other, strict=True))


def answers(values: dict[str, Any]) -> dict[str, Any]:
    return {
        "faults": [number for number, *_ in values["faults"]],
        "cause": sorted({cause for *_, cause, _ in values["faults"]}),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Each line by itself in the sound program: whether the run changes, and how."""
    sound = _run(PROGRAM, values["call"])
    found, causes = [], set()
    for number, line in enumerate(values["program"].splitlines(), 1):
        if line == SOUND[number - 1]:
            continue
        mixed = "\n".join([*SOUND[: number - 1], line, *SOUND[number:]]) + "\n"
        if _differ(_run(mixed, values["call"]), sound):
            found.append(number)
            causes.add(_cause(mixed))
    return {"faults": found, "cause": sorted(causes)}


def _cause(program: str) -> str:
    """What the program with that one fault does in a run made to tell."""
    # One array with a gradient of 3 and one with 4: the norm is 5.
    pair: dict[str, Any] = {"params": [[0.0], [0.0]], "epochs": 1, "warmup": 1, "base_lr": 1.0}
    pair["batches"] = [[[3.0], [4.0]]]
    _, norms, moved = _run(program, pair)
    if not math.isclose(norms[0], 5.0):
        return "global"
    if abs(4 * moved[0] - 3 * moved[1]) > 1e-6:
        return "global"
    if abs(moved[1]) > 1:
        return "unused"
    _, _, moved = _run(program, {**pair, "batches": [[[0.03], [0.04]]]})
    if abs(moved[1]) > 0.05:
        return "up"
    # Then it is the schedule: 2 epochs of 10 steps, with 4 steps of warm-up.
    long = {"params": [[0.0]], "batches": [[[1.0]]] * 10, "epochs": 2, "warmup": 4, "base_lr": 1.0}
    rates = _run(program, long)[0]
    if len(set(rates[:10])) == 1 or rates[9] < 0.1:
        return "unit"
    if abs(rates[0] - 0.25) > 1e-9 or rates[4] > 1 + 1e-9:
        return "ramp"
    if len(set(rates[4:])) == 1:
        return "whole"
    return "half" if rates[-1] > 0.9 else "offset"


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        "faults": {"copy-blamed": ["p.copy()"], "append-blamed": ["norms.append"]},
    }
