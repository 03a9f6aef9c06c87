"""A reader with a cache, one or two of its lines spoilt, and what a few runs of it show."""

from __future__ import annotations

from typing import Any

import numpy as np

from heldout.authoring import Draw

PROGRAM = """\
import numpy as np


def read(pieces, table, w_q, w_k, w_v):
    width = w_k.shape[1]
    keys = np.empty((0, width))
    values = np.empty((0, w_v.shape[1]))
    outputs = []
    for piece in pieces:
        past = len(keys)
        steps = len(piece)
        here = past + np.arange(steps)
        x = piece + table[here]
        q = x @ w_q
        keys = np.concatenate([keys, x @ w_k])
        values = np.concatenate([values, x @ w_v])
        seen = np.arange(past + steps) <= here[:, None]
        scores = q @ keys.T / np.sqrt(width)
        scores = np.where(seen, scores, -np.inf)
        top = scores.max(axis=1, keepdims=True)
        powers = np.exp(scores - top)
        total = powers.sum(axis=1, keepdims=True)
        outputs.append(powers @ values / total)
    return np.concatenate(outputs)
"""
SOUND = PROGRAM.splitlines()
# what is exchanged, for what, and the cause
FAULTS = (
    ("piece + table[here]", "piece + table[:steps]", "places"),
    ("piece + table[here]", "piece + table[past]", "places"),
    ("piece + table[here]", "piece + table[len(outputs)]", "places"),
    ("<= here[:, None]", "<= np.arange(steps)[:, None]", "mask"),
    ("<= here[:, None]", "<= here[:, None] + 1", "mask"),
    ("np.where(seen, scores, -np.inf)", "np.where(seen, scores, 0.0)", "fill"),
    ("np.where(seen, scores, -np.inf)", "scores * seen", "fill"),
    ("[keys, x @ w_k]", "[x @ w_k, keys]", "order"),
    ("[values, x @ w_v]", "[x @ w_v, values]", "order"),
    ("np.sqrt(width)", "np.sqrt(len(keys))", "scale"),
    ("np.sqrt(width)", "np.sqrt(steps)", "scale"),
)


def draw(rng: Draw) -> dict[str, Any]:
    """One fault or two of different causes, and the largest differences that four tests find."""
    while True:
        faults = [rng.choice(FAULTS) for _ in range(rng.choice((1, 2, 2)))]
        befores = {before for before, _, _ in faults}
        causes = {cause for _, _, cause in faults}
        if len(befores) == len(causes) == len(faults):
            break
    program = PROGRAM
    for before, after, _ in faults:
        program = program.replace(before, after)
    width = rng.choice((5, 6, 7))
    text = _matrix(rng, 6, width)
    weights = {
        "table": _matrix(rng, 12, width),
        **{name: _matrix(rng, width, 3) for name in ("w_q", "w_k", "w_v")},
    }
    tests = _tests(program, text, weights)
    return {
        "program": program,
        "faults": [list(fault) for fault in faults],
        "text": text,
        "weights": weights,
        "ones": f"{tests[0]:.3f}",
        "halves": f"{tests[1]:.3f}",
        "ahead": f"{tests[2]:.3f}",
        "longer": f"{tests[3]:.3f}",
    }


def _matrix(rng: Draw, rows: int, columns: int) -> list[list[float]]:
    return [[rng.decimal(-1.5, 1.5, 2) for _ in range(columns)] for _ in range(rows)]


def _run(program: str, pieces: list[Any], weights: dict[str, Any]) -> Any:
    space: dict[str, Any] = {}
    exec(program, space)
    given = {name: np.array(value) for name, value in weights.items()}
    return space["read"]([np.array(piece) for piece in pieces], **given)


def _tests(program: str, text: Any, weights: dict[str, Any]) -> list[float]:
    """Word by word and in halves against all at once; a changed last word; a longer text."""
    text = np.array(text)
    whole = _run(program, [text], weights)
    ones = _run(program, [text[i : i + 1] for i in range(6)], weights)
    halves = _run(program, [text[:3], text[3:]], weights)
    other = np.vstack([text[:5], -text[5:]])
    changed = _run(program, [other], weights)
    short = _run(program, [text[:4]], weights)
    pairs = ((ones, whole), (halves, whole), (changed[:5], whole[:5]), (short, whole[:4]))
    return [float(np.abs(one - two).max()) for one, two in pairs]


def answers(values: dict[str, Any]) -> dict[str, Any]:
    numbers = [
        number
        for number, line in enumerate(SOUND, 1)
        if any(before in line for before, _, _ in values["faults"])
    ]
    return {"lines": numbers, "causes": sorted(cause for _, _, cause in values["faults"])}


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Each line alone in the sound program, and runs that only one cause can disturb."""
    lines = values["program"].splitlines()
    pieces = [values["text"][:2], values["text"][2:5], values["text"][5:]]
    right = _run(PROGRAM, pieces, values["weights"])
    found = []
    for number, line in enumerate(lines, 1):
        if line != SOUND[number - 1]:
            mixed = "\n".join([*SOUND[: number - 1], line, *SOUND[number:]])
            if np.abs(_run(mixed, pieces, values["weights"]) - right).max() > 1e-9:
                found.append(number)
    causes = [
        cause
        for cause, (pieces, weights) in _probes().items()
        if not np.allclose(
            _run(values["program"], pieces, weights), _run(PROGRAM, pieces, weights), atol=1e-6
        )
    ]
    return {"lines": found, "causes": sorted(causes)}


def _probes() -> dict[str, tuple[list[Any], dict[str, Any]]]:
    """For each cause a text that shows nothing of the others."""
    two, three = np.eye(2), np.eye(3)
    plain = {"table": np.zeros((9, 2)), "w_q": two, "w_k": two, "w_v": two}
    table = np.arange(18.0).reshape(9, 2) % 5
    # The same sum of word and place everywhere: no mask, order or scale can be seen.
    places = [np.array([[1.0, 2.0]] * 2) - table[:2], np.array([[1.0, 2.0]] * 2) - table[2:4]]
    # Equal scores far above 0, and a second piece like the first.
    mask = [np.array([[1.0, 0.0], [0.0, 4.0]])] * 2
    equal = {**plain, "w_q": [[900.0, 0.0], [225.0, 0.0]], "w_k": [[1.0, 0.0], [0.25, 0.0]]}
    # Every word looks for the first one, whose score is far above the rest.
    order = [np.array([[90.0, 1.0]]), np.array([[1.0, 2.0]]), np.array([[1.0, 3.0]])]
    # Scores far below 0, highest with oneself.
    low = {"w_q": 900 * three - 1800, "w_k": three, "w_v": three, "table": np.zeros((9, 3))}
    # The first query is sure of the first key, the second is not.
    unsure = {**plain, "w_q": [[900.0, 0.0, 0.0], [1.0, 0.3, 0.0]], "w_k": three[:2]}
    return {
        "places": (places, {**plain, "table": table}),
        "mask": (mask, equal),
        "order": (order, plain),
        "fill": ([three], low),
        "scale": ([two], unsure),
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        "lines": {"shift-blamed": ["top = "], "past-blamed": ["past = "]},
        "causes": {"shift-believed": ["shift"]},
    }
