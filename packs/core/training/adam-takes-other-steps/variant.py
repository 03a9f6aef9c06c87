"""Adam on a bowl with one or two lines exchanged, and where it goes."""

from __future__ import annotations

from typing import Any

import numpy as np

from heldout.authoring import Draw

PROGRAM = """\
import numpy as np


def train(start, target, scales, steps=6, lr=0.1, beta1=0.9, beta2=0.999, eps=1e-8):
    x = start.copy()
    m = np.zeros_like(x)
    v = np.zeros_like(x)
    path = [x.copy()]
    for t in range(1, steps + 1):
        error = x - target
        grad = scales * error
        m = beta1 * m + (1 - beta1) * grad
        v = beta2 * v + (1 - beta2) * grad**2
        m_hat = m / (1 - beta1**t)
        v_hat = v / (1 - beta2**t)
        x = x - lr * m_hat / (np.sqrt(v_hat) + eps)
        path.append(x.copy())
    return np.array(path)
"""
SOUND = PROGRAM.splitlines()
# what is exchanged, for what, the cause, and what the reader is told of it
FAULTS = (
    (
        "m_hat = m / (1 - beta1**t)",
        "m_hat = m / (1 - beta1)",
        "power",
        r"the correction has lost its power of $t$: right at $t = 1$, ten times too large later",
    ),
    (
        "v_hat = v / (1 - beta2**t)",
        "v_hat = v / (1 - beta2)",
        "power",
        r"the correction has lost its power of $t$, so the steps shorten as $v$ fills up",
    ),
    (
        "t in range(1, steps + 1)",
        "t in range(2, steps + 2)",
        "count",
        r"the steps are counted from 2, so every correction is that of the step after",
    ),
    (
        "(np.sqrt(v_hat) + eps)",
        "np.sqrt(v_hat + eps)",
        "epsilon",
        r"$\epsilon$ stands under the root, where $10^{-8}$ acts like $10^{-4}$",
    ),
    (
        "m_hat / (np.sqrt(v_hat) + eps)",
        "v_hat / (np.sqrt(m_hat) + eps)",
        "exchanged",
        r"the two averages are exchanged, and the root is taken of one that has a sign",
    ),
    (
        "m = beta1 * m + (1 - beta1) * grad",
        "m = (1 - beta1) * grad",
        "state",
        r"the first average keeps nothing of what it was",
    ),
    (
        "v = beta2 * v + (1 - beta2) * grad**2",
        "v = (1 - beta2) * grad**2",
        "state",
        r"the second average keeps nothing of what it was",
    ),
    (
        "m = beta1 * m + (1 - beta1) * grad",
        "m = (1 - beta1) * m + beta1 * grad",
        "weights",
        r"the weights of old and new are exchanged, so nearly everything is forgotten",
    ),
    (
        "v = beta2 * v + (1 - beta2) * grad**2",
        "v = beta2 * v + (1 - beta2) * abs(grad)",
        "square",
        r"the second average takes in the size of the gradient and not its square",
    ),
    (
        "x = x - lr",
        "x = x + lr",
        "uphill",
        r"the step goes up the gradient",
    ),
)


def draw(rng: Draw) -> dict[str, Any]:
    """One fault, or two in different lines, on a bowl where each of them shows."""
    while True:
        faults = rng.sample(FAULTS, rng.choice((1, 1, 2)))
        steps, size = rng.integer(4, 6), rng.choice((1.0, 1.0, 1e-6))
        call = {
            "start": [rng.decimal(-3, 3, 1) * size, rng.decimal(1, 6, 1) * size],
            "target": [rng.decimal(-1, 1, 1) * size, 0.0],
            "scales": [rng.choice((0.5, 1.0, 2.0)), rng.choice((0.1, 5.0, 10.0))],
            "lr": rng.choice((0.1, 0.2, 0.5)) * size,
        }
        lines = [_line(before) for before, *_ in faults]
        if call["start"][0] == call["target"][0] or len(set(lines)) < len(lines):
            continue
        program = PROGRAM
        for before, after, *_ in faults:
            program = program.replace(before, after)
        sound = _run(PROGRAM, call, steps)
        alone = [_run(PROGRAM.replace(before, after), call, steps) for before, after, *_ in faults]
        faulty = _run(program, call, steps)
        # Every fault shows by itself, and beside the other.
        ways = [*alone, faulty, *(_run(_mended(program, n), call, steps) for n in lines)]
        clear = [_differ(way, sound) for way in ways[: len(alone) + 1]]
        parts = len(faults) == 1 or all(_differ(way, sound) for way in ways[len(alone) + 1 :])
        if all(clear) and parts:
            break
    return {
        "program": program,
        "faults": sorted([_line(b), b, a, cause, why] for b, a, cause, why in faults),
        "call": call,
        "steps": steps,
        "shown": {name: [f"{v:g}" for v in np.ravel(numbers)] for name, numbers in call.items()},
        "table": [
            [t, *(f"{number:.5g}" for number in (*faulty[t], *sound[t]))] for t in range(steps + 1)
        ],
    }


def _line(before: str) -> int:
    (number,) = [n for n, line in enumerate(SOUND, 1) if before in line]
    return number


def _mended(program: str, number: int) -> str:
    lines = program.splitlines()
    return "\n".join([*lines[: number - 1], SOUND[number - 1], *lines[number:]]) + "\n"


def _run(program: str, call: dict[str, Any], steps: int) -> Any:
    space: dict[str, Any] = {}
    exec(program, space)
    given = {name: np.array(call[name]) for name in ("start", "target", "scales")}
    with np.errstate(all="ignore"):
        return space["train"](**given, steps=steps, lr=call["lr"])


def _differ(one: Any, other: Any) -> bool:
    """Whether a reader of five digits sees it."""
    return not np.allclose(one, other, rtol=2e-3, atol=0)


def answers(values: dict[str, Any]) -> dict[str, Any]:
    return {
        "faults": [number for number, *_ in values["faults"]],
        "cause": sorted({cause for *_, cause, _ in values["faults"]}),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Each line by itself in the sound program: whether the path changes, and how."""
    lines, call, steps = values["program"].splitlines(), values["call"], values["steps"]
    sound = _run(PROGRAM, call, steps)
    found, causes = [], set()
    for number, line in enumerate(lines, 1):
        mixed = "\n".join([*SOUND[: number - 1], line, *SOUND[number:]]) + "\n"
        if line != SOUND[number - 1] and _differ(_run(mixed, call, steps), sound):
            found.append(number)
            causes.add(_cause(line.strip()))
    return {"faults": found, "cause": sorted(causes)}


def _cause(line: str) -> str:
    """What the line does with numbers that tell."""
    name = line.split("=")[0].strip()
    if name.startswith("for"):
        return "count"
    right = line.split("=", 1)[1]
    space = {"np": np, "beta1": 0.9, "beta2": 0.99, "lr": 1.0, "eps": 0.0, "x": 0.0}

    def value(**given: float) -> float:
        return float(eval(right, {**space, **given}))

    if name.endswith("_hat"):
        return "power" if value(m=1.0, v=1.0, t=1) == value(m=1.0, v=1.0, t=2) else "none"
    if name in ("m", "v"):
        if value(m=1.0, v=1.0, grad=0.0) == 0:
            return "state"
        if value(m=1.0, v=1.0, grad=0.0) < 0.5:
            return "weights"
        return "square" if name == "v" and value(m=0.0, v=0.0, grad=2.0) < 0.03 else "none"
    if value(m_hat=1.0, v_hat=4.0) > 0:
        return "uphill"
    return "exchanged" if value(m_hat=1.0, v_hat=4.0) < -1 else "epsilon"


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {"faults": {"copy-blamed": [8], "gradient-blamed": [11], "error-blamed": [10]}}
