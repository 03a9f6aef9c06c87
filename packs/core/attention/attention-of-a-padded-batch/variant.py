"""Self-attention with one or two lines spoilt, and what a few probes of it show."""

from __future__ import annotations

from typing import Any

import numpy as np

from heldout.authoring import Draw

PROGRAM = """\
import numpy as np


def attend(x, w_q, w_k, w_v, lengths, heads=1, causal=False):
    batch, steps, _ = x.shape
    each = w_q.shape[1] // heads
    parts = []
    for weight in (w_q, w_k, w_v):
        y = (x @ weight).reshape(batch, steps, heads, each)
        parts.append(y.swapaxes(1, 2))
    q, k, v = parts
    scores = q @ k.swapaxes(2, 3) / np.sqrt(each)
    hidden = ~np.tri(steps, dtype=bool) if causal else np.zeros(steps, dtype=bool)
    padded = np.arange(steps) >= lengths[:, None]
    hidden = hidden | padded[:, None, None]
    scores = np.where(hidden, -np.inf, scores)
    top = scores.max(axis=3, keepdims=True)
    powers = np.exp(scores - top)
    weights = powers / powers.sum(axis=3, keepdims=True)
    y = (weights @ v).swapaxes(1, 2)
    return y.reshape(batch, steps, heads * each)
"""
SOUND = PROGRAM.splitlines()
# what is exchanged, for what, and the cause
FAULTS = (
    ("/ np.sqrt(each)", "/ np.sqrt(steps)", "scale"),
    ("/ np.sqrt(each)", "/ each", "scale"),
    ("/ np.sqrt(each)", "/ np.sqrt(x.shape[2])", "scale"),
    ("powers.sum(axis=3, keepdims=True)", "powers.sum(axis=2, keepdims=True)", "axis"),
    ("~np.tri(steps, dtype=bool)", "~np.tri(steps, k=1, dtype=bool)", "ahead"),
    ("~np.tri(steps, dtype=bool)", "np.tri(steps, k=-1, dtype=bool)", "ahead"),
    (">= lengths[:, None]", "> lengths[:, None]", "padding"),
    (">= lengths[:, None]", ">= lengths[:, None] + 1", "padding"),
    ("np.where(hidden, -np.inf, scores)", "np.where(hidden, 0.0, scores)", "fill"),
    ("np.where(hidden, -np.inf, scores)", "scores * ~hidden", "fill"),
    ("append(y.swapaxes(1, 2))", "append(y.reshape(batch, heads, steps, each))", "heads"),
    ("(weights @ v).swapaxes(1, 2)", "(weights @ v).reshape(batch, steps, heads, each)", "heads"),
)


def draw(rng: Draw) -> dict[str, Any]:
    """One fault or two of different causes, and what four tests find."""
    while True:
        faults = [rng.choice(FAULTS) for _ in range(rng.choice((1, 2, 2)))]
        if len({cause for _, _, cause in faults}) == len(faults):
            break
    program = PROGRAM
    for before, after, _ in faults:
        program = program.replace(before, after)
    width = rng.choice((5, 7))
    given = {
        "x": [[[rng.decimal(-1.5, 1.5, 2) for _ in range(width)] for _ in range(4)] for _ in "ab"],
        **{
            name: [[rng.decimal(-1.5, 1.5, 2) for _ in range(6)] for _ in range(width)]
            for name in ("w_q", "w_k", "w_v")
        },
    }
    tests = _tests(program, given)
    return {
        "program": program,
        "faults": [list(fault) for fault in faults],
        "given": given,
        **{name: f"{value:.3f}" for name, value in tests.items()},
    }


def _run(program: str, given: dict[str, Any]) -> Any:
    space: dict[str, Any] = {}
    exec(program, space)
    arrays = {n: np.array(v) if isinstance(v, list) else v for n, v in given.items()}
    with np.errstate(all="ignore"):
        return space["attend"](**arrays)


def _tests(program: str, given: dict[str, Any]) -> dict[str, float]:
    """The largest differences between outputs that ought to be equal."""
    full = {**given, "lengths": [4, 4], "heads": 2}
    x = np.array(given["x"])
    last = np.concatenate([x[:, :3], -x[:, 3:]], axis=1).tolist()
    third = np.concatenate([x[:, :2], -x[:, 2:3], x[:, 3:]], axis=1).tolist()
    later = _gap(program, {**full, "causal": True}, last, 3)
    short = {**full, "lengths": [2, 2]}
    padding = _gap(program, short, third, 2)
    same = {**full, "x": [[row[0]] * 4 for row in given["x"]]}
    equal = np.abs(_run(program, same) - np.array(same["x"]) @ np.array(given["w_v"])).max()
    cut = {n: [row[:3] for row in given[n]] for n in ("w_q", "w_k", "w_v")}
    apart = {**full, **cut, "heads": 1}
    first = np.abs(_run(program, full)[..., :3] - _run(program, apart)).max()
    return {"later": later, "padding": padding, "equal": float(equal), "first": float(first)}


def _gap(program: str, given: dict[str, Any], other: Any, upto: int) -> float:
    one, two = _run(program, given), _run(program, {**given, "x": other})
    return float(np.abs(one - two)[:, :upto].max())


def answers(values: dict[str, Any]) -> dict[str, Any]:
    numbers = [
        number
        for number, line in enumerate(SOUND, 1)
        if any(before in line for before, _, _ in values["faults"])
    ]
    return {"lines": numbers, "causes": sorted(cause for _, _, cause in values["faults"])}


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Each line alone in the sound program, and probes made for one cause each."""
    lines = values["program"].splitlines()
    found, causes = [], set()
    for number, line in enumerate(lines, 1):
        if line != SOUND[number - 1]:
            mixed = "\n".join([*SOUND[: number - 1], line, *SOUND[number:]])
            broken = [
                cause
                for cause, given in _probes().items()
                if not np.allclose(_run(mixed, given), _run(PROGRAM, given), atol=1e-6)
            ]
            if broken:  # a wrong axis disturbs padding too: 0/0
                found.append(number)
                causes.add(broken[0])
    return {"lines": found, "causes": sorted(causes)}


def _probes() -> dict[str, dict[str, Any]]:
    """For each cause a batch that hides the others: x is one-hot, so that the rows of
    w_q are the scores (times a root), and those of w_v the values."""
    one, value = np.eye(3), np.array([[0.0, 0, 0], [1, 5, 2], [4, 2, 7]])
    root = 3**0.5

    def scored(table: Any, lengths: Any = 3, **more: Any) -> dict[str, Any]:
        scores = root * np.array(table, dtype=float)
        return {"x": one[None], "w_q": scores, "w_k": one, "w_v": value, **more} | {
            "lengths": np.array([lengths])
        }

    # A table whose rows and columns have equal sums, in a width and an embedding of 4 and 5.
    turning = [[0.0, 1.0, 2.0, 0.0], [2.0, 0.0, 1.0, 0.0], [1.0, 2.0, 0.0, 0.0]]
    wide = {
        "x": np.eye(3, 5)[None],
        "w_q": np.vstack([turning, np.zeros((2, 4))]),
        "w_k": np.eye(5, 4),
        "w_v": np.arange(20.0).reshape(5, 4) % 7,
        "lengths": np.array([3]),
    }
    high, low = 9000.0, -9000.0
    mixed = {
        "x": np.arange(12.0).reshape(1, 3, 4) % 5,
        "w_q": np.zeros((4, 6)),
        "w_k": np.zeros((4, 6)),
        "w_v": np.arange(24.0).reshape(4, 6) % 7,
        "lengths": np.array([3]),
        "heads": 2,
    }
    return {
        "scale": wide,
        # Every query is sure of one key, two of them of the same.
        "axis": scored([[high, 0, 0], [high, 0, 0], [0, 0, high]]),
        # Each step is surest of the next one, then of itself.
        "ahead": scored([[5000, high, 1], [1, 5000, high], [1, 1, 5000]], causal=True),
        # All are surest of the padded step; it is least sure of all, and looks at a value of 0.
        "padding": scored([[7000, 900, high], [900, 7000, high], [800, 400, high]], lengths=2),
        "fill": scored(low - low / 2 * one, causal=True),
        "heads": mixed,
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        "lines": {"shift-blamed": ["top = "], "split-blamed": ["y = (x @ weight)"]},
        "causes": {"shift-believed": ["shift"]},
    }
