"""Suppression of boxes with one or two lines spoilt, and what it keeps."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from heldout.authoring import Draw

PROGRAM = """\
import numpy as np


def detect(boxes, scores, threshold):
    x1, y1, x2, y2 = boxes.T
    areas = (x2 - x1) * (y2 - y1)
    wide = np.minimum(x2[:, None], x2) - np.maximum(x1[:, None], x1)
    high = np.minimum(y2[:, None], y2) - np.maximum(y1[:, None], y1)
    common = np.maximum(wide, 0) * np.maximum(high, 0)
    union = areas[:, None] + areas - common
    overlaps = common / union

    order = np.argsort(-scores, kind="stable")
    gone = np.zeros(len(boxes), dtype=bool)
    kept = []
    for place in range(len(order)):
        row = int(order[place])
        if not gone[row]:
            kept.append(row)
            gone = gone | (overlaps[row] > threshold)
    return overlaps, kept
"""
SOUND = PROGRAM.splitlines()
# what stands in the sound program, what may stand there instead, and the cause
OVERLAPS = (
    ("np.maximum(wide, 0) * np.maximum(high, 0)", "np.maximum(wide * high, 0)", "overlap"),
    ("np.maximum(wide, 0) * np.maximum(high, 0)", "np.abs(wide) * np.abs(high)", "overlap"),
    (
        "high = np.minimum(y2[:, None], y2) - np.maximum(y1[:, None], y1)",
        "high = np.maximum(y2[:, None], y2) - np.minimum(y1[:, None], y1)",
        "overlap",
    ),
    (
        "wide = np.minimum(x2[:, None], x2) - np.maximum(x1[:, None], x1)",
        "wide = np.minimum(x2[:, None], x2) - np.minimum(x1[:, None], x1)",
        "overlap",
    ),
    ("union = areas[:, None] + areas - common", "union = areas[:, None] + areas", "union"),
    (
        "union = areas[:, None] + areas - common",
        "union = np.minimum(areas[:, None], areas)",
        "union",
    ),
    ("union = areas[:, None] + areas - common", "union = areas + areas - common", "union"),
)
SUPPRESSION = (
    ('np.argsort(-scores, kind="stable")', 'np.argsort(scores, kind="stable")', "order"),
    ('np.argsort(-scores, kind="stable")', "np.arange(len(scores))", "order"),
    (
        "            gone = gone | (overlaps[row] > threshold)",
        "        gone = gone | (overlaps[row] > threshold)",
        "struck",
    ),
    (
        "            gone = gone | (overlaps[row] > threshold)",
        "        gone[overlaps[row] > threshold] = True",
        "struck",
    ),
    ("kept.append(row)", "kept.append(place)", "places"),
    ("(overlaps[row] > threshold)", "(overlaps[row] < threshold)", "limit"),
    ("(overlaps[row] > threshold)", "(overlaps[row] > 1 - threshold)", "limit"),
    ("(overlaps[row] > threshold)", "(overlaps[row] > 0)", "limit"),
)


def draw(rng: Draw) -> dict[str, Any]:
    """A fault in either half, or in both, and boxes on which each fault shows."""
    which = rng.choice(("overlaps", "suppression", "both", "both"))
    faults = []
    if which != "suppression":
        faults.append(rng.choice(OVERLAPS))
    if which != "overlaps":
        faults.append(rng.choice(SUPPRESSION))
    while True:
        boxes, scores, threshold = _case(rng)
        call = (np.array(boxes, dtype=float), np.array(scores), threshold)
        right = _run(PROGRAM, call)
        alone = [_run(PROGRAM.replace(before, after), call) for before, after, _ in faults]
        program = PROGRAM
        for before, after, _ in faults:
            program = program.replace(before, after)
        found = _run(program, call)
        if (
            all(_differs(one, right) for one in alone)
            and np.abs(right[0] - threshold).min() > 0.02
            and len(_chain_cut(boxes, scores, threshold)) < len(right[1])
        ):
            break
    off = np.argwhere(np.abs(found[0] - right[0]) > 1e-9)
    near = np.argwhere((right[0] > 0.05) & (right[0] < 1))
    pair = (off if len(off) else near)[0].tolist()
    return {
        "program": program,
        "changed": [list(fault) for fault in faults],
        "found": [[_line(before), after.strip(), before.strip()] for before, after, _ in faults],
        "count": len(boxes),
        "boxes": boxes,
        "scores": scores,
        "threshold": threshold,
        "shown": str(found[1]),
        "pair": pair,
        "overlap": f"{found[0][*pair]:.3f}",
        "right": f"{right[0][*pair]:.3f}",
    }


def _case(rng: Draw) -> Any:
    """A chain of three, a second object with a near copy, and boxes elsewhere; mixed rows."""
    width, step, high = rng.integer(6, 9), rng.integer(2, 3), rng.integer(4, 7)
    chain = [[k * step, 0, k * step + width, high] for k in range(3)]
    x, y = rng.integer(15, 20), rng.integer(9, 14)
    second = [[x, y, x + width, y + high], [x, y + 1, x + width, y + high + rng.integer(0, 1)]]
    far = [[-rng.integer(10, 14), y + 8, -2, y + 8 + rng.integer(3, 9)]]
    rows = rng.shuffled([*chain, *second, *far])
    scores = [s / 100 for s in rng.sample(range(30, 99), len(rows))]
    return rows, scores, rng.choice((0.3, 0.4, 0.45))


def _run(program: str, call: Any) -> Any:
    space: dict[str, Any] = {}
    exec(program, space)
    with np.errstate(all="ignore"):
        return space["detect"](*call)


def _differs(one: Any, other: Any) -> bool:
    return one[1] != other[1] or not np.allclose(one[0], other[0])


def _line(text: str) -> int:
    (number,) = [n for n, line in enumerate(SOUND, 1) if text in line]
    return number


def _call(values: dict[str, Any]) -> Any:
    return np.array(values["boxes"], dtype=float), np.array(values["scores"]), values["threshold"]


def answers(values: dict[str, Any]) -> dict[str, Any]:
    return {
        "kept": len(_run(PROGRAM, _call(values))[1]),
        "faults": sorted(_line(before) for before, _, _ in values["changed"]),
        "cause": sorted({cause for _, _, cause in values["changed"]}),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Each line by itself in the sound program, and what it does there; boxes counted as cells."""
    lines, call = values["program"].splitlines(), _call(values)
    right = _run(PROGRAM, call)
    faults, causes = [], set()
    for number, line in enumerate(lines):
        if line == SOUND[number]:
            continue
        mixed = "\n".join([*SOUND[:number], line, *SOUND[number + 1 :]]) + "\n"
        found = _run(mixed, call)
        if _differs(found, right):
            faults.append(number + 1)
            causes.add(_trace(mixed))
    left = sorted(range(values["count"]), key=lambda row: -values["scores"][row])
    kept = 0
    while left:
        best, kept = left[0], kept + 1
        left = [k for k in left[1:] if _cells(values, best, k) <= Fraction(values["threshold"])]
    return {"kept": kept, "faults": faults, "cause": sorted(causes)}


def _cells(values: dict[str, Any], one: int, other: int) -> Fraction:
    sets = []
    for k in (one, other):
        x1, y1, x2, y2 = values["boxes"][k]
        sets.append({(x, y) for x in range(x1, x2) for y in range(y1, y2)})
    return Fraction(len(sets[0] & sets[1]), len(sets[0] | sets[1]))


def _trace(program: str) -> str:
    """What the variables of the program hold for a chain of boxes and two others."""
    boxes = np.array([[0.0, 0, 4, 2], [2, 0, 6, 2], [4, 0, 8, 2], [9, 5, 10, 9], [1, 6, 3, 7]])
    scores = np.array([0.7, 0.6, 0.5, 0.8, 0.9])

    def held(names: str, threshold: float = 0.3) -> list[Any]:
        texts = [text.replace("overlaps, kept\n", names + ",\n") for text in (PROGRAM, program)]
        return [_run(text, (boxes, scores, threshold))[0] for text in texts]

    for name, kind in (("common", "overlap"), ("union", "union"), ("order", "order")):
        sound, found = held(name)
        if not np.array_equal(sound, found):
            return kind
    if len(held("kept", 0.4)[1]) < 5 or len(held("kept")[1]) == 5:
        return "limit"
    sound, found = held("kept")
    return "places" if len(found) == len(sound) else "struck"


def _chain_cut(boxes: Any, scores: Any, threshold: float) -> list[int]:
    """What is kept where suppressed boxes suppress."""
    order = sorted(range(len(boxes)), key=lambda row: -scores[row])
    overlaps = _run(PROGRAM, (np.array(boxes, dtype=float), np.array(scores), threshold))[0]
    return [
        row
        for place, row in enumerate(order)
        if all(overlaps[row, other] <= threshold for other in order[:place])
    ]


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    cut = _chain_cut(values["boxes"], values["scores"], values["threshold"])
    return {
        "kept": {"none-suppressed": values["count"], "chain-cut": len(cut)},
        "faults": {"areas-blamed": ["areas = (x2"], "loop-blamed": ["for place in"]},
        "cause": {"corners-suspected": ["corners"], "zero-suspected": ["area"]},
    }
