"""Rotary scores with one or two lines spoilt, and the table that they give for equal vectors."""

from __future__ import annotations

from typing import Any

import numpy as np

from heldout.authoring import Draw

PROGRAM = """\
import numpy as np


def scores(q, k, start, base=10000.0):
    steps, width = q.shape
    places_q = start + np.arange(steps)
    places_k = np.arange(len(k))
    rates = base ** (-2 * np.arange(width // 2) / width)
    turned = []
    for x, places in ((q, places_q), (k, places_k)):
        angle = places[:, None] * rates
        cos, sin = np.cos(angle), np.sin(angle)
        a, b = x[:, ::2], x[:, 1::2]
        y = np.empty(x.shape)
        y[:, ::2] = a * cos - b * sin
        y[:, 1::2] = a * sin + b * cos
        turned.append(y)
    return turned[0] @ turned[1].T / np.sqrt(width)
"""
SOUND = PROGRAM.splitlines()
# what is exchanged, for what, and the cause
FAULTS = (
    ("places_q = start + np.arange(steps)", "places_q = np.arange(steps)", "places"),
    ("places_q = start + np.arange(steps)", "places_q = np.arange(steps) - start", "places"),
    (
        "base ** (-2 * np.arange(width // 2) / width)",
        "base ** (-np.arange(width // 2) / width)",
        "rates",
    ),
    (
        "base ** (-2 * np.arange(width // 2) / width)",
        "base ** (2 * np.arange(width // 2) / width)",
        "rates",
    ),
    (
        "base ** (-2 * np.arange(width // 2) / width)",
        "base ** (-2 * np.arange(width // 2))",
        "rates",
    ),
    ("a * cos - b * sin", "a * cos + b * sin", "turn"),
    ("a * sin + b * cos", "b * cos - a * sin", "turn"),
    ("a * sin + b * cos", "a * sin - b * cos", "turn"),
    ("np.sqrt(width)", "np.sqrt(len(k))", "scale"),
)


def draw(rng: Draw) -> dict[str, Any]:
    """One fault or two of different causes; queries and keys all the same vector."""
    width, start = rng.choice((4, 6)), rng.choice((2, 3))
    vector = [rng.sign() * rng.decimal(0.4, 1.6, 1) for _ in range(width)]
    while True:
        faults = [rng.choice(FAULTS) for _ in range(rng.choice((1, 2, 2)))]
        if len({cause for _, _, cause in faults}) == len(faults):
            break
    program = PROGRAM
    for before, after, _ in faults:
        program = program.replace(before, after)
    found = _run(program, {"q": [vector] * 2, "k": [vector] * (start + 2), "start": start})
    return {
        "program": program,
        "faults": [list(fault) for fault in faults],
        "vector": vector,
        "start": start,
        "table": [[f"{score:.2f}" for score in row] for row in found.tolist()],
        "own": f"{np.dot(vector, vector) / width**0.5:.2f}",
    }


def _run(program: str, given: dict[str, Any]) -> Any:
    space: dict[str, Any] = {}
    exec(program, space)
    arrays = {n: np.array(v) if isinstance(v, list) else v for n, v in given.items()}
    return space["scores"](**arrays)


def answers(values: dict[str, Any]) -> dict[str, Any]:
    numbers = [
        number
        for number, line in enumerate(SOUND, 1)
        if any(before in line for before, _, _ in values["faults"])
    ]
    return {"lines": numbers, "causes": sorted(cause for _, _, cause in values["faults"])}


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Each line alone in the sound program, and calls that only one cause can disturb."""
    lines = values["program"].splitlines()
    vectors = [[1.0, 0.5, -2.0, 0.25], [0.3, 1.0, 1.0, -1.0], [2.0, -1.0, 0.5, 0.7]]
    given = {"q": vectors[1:], "k": vectors, "start": 1}
    right, found = _run(PROGRAM, given), []
    for number, line in enumerate(lines, 1):
        if line != SOUND[number - 1]:
            mixed = "\n".join([*SOUND[: number - 1], line, *SOUND[number:]])
            if not np.allclose(_run(mixed, given), right):
                found.append(number)
    causes = [
        cause
        for cause, call in _probes().items()
        if not np.allclose(_run(values["program"], call), _run(PROGRAM, call))
    ]
    return {"lines": found, "causes": sorted(causes)}


def _probes() -> dict[str, dict[str, Any]]:
    """For each cause a call that shows nothing of the others."""
    flat = [[1.0, 0.0, 2.0, 0.0], [3.0, 0.0, 1.0, 0.0], [1.0, 0.0, 1.0, 0.0], [2.0, 0.0, 5.0, 0.0]]
    return {
        # One pair, whose rate is 1; second entries of 0, which no sign can change; as many keys
        # as numbers, so that both roots agree.
        "places": {"q": [[2.0, 0.0]], "k": [[1.0, 0.0], [3.0, 0.0]], "start": 1},
        # As many keys as numbers, no start, second entries of 0.
        "rates": {"q": flat, "k": flat, "start": 0},
        "turn": {"q": [[2.0, 1.0], [1.0, 3.0]], "k": [[1.0, 2.0], [3.0, -1.0]], "start": 0},
        # Place 0 alone, where nothing is turned.
        "scale": {"q": [[1.0, 0.0, 2.0, 0.0]], "k": [[3.0, 0.0, -1.0, 0.0]], "start": 0},
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        "lines": {"split-blamed": ["a, b = x"], "keys-blamed": ["places_k = "]},
        "causes": {"pairs-believed": ["pairs"]},
    }
