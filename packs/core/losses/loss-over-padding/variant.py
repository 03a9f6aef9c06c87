"""An evaluation over padded batches with one or two lines exchanged, and what it returns."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np

from heldout.authoring import Draw

PROGRAM = """\
import numpy as np


def evaluate(logits, labels, lengths, batch):
    total = 0.0
    count = 0
    each = []
    for first in range(0, len(logits), batch):
        scores = logits[first : first + batch]
        targets = labels[first : first + batch]
        sizes = lengths[first : first + batch]
        shifted = scores - scores.max(axis=2, keepdims=True)
        logs = shifted - np.log(np.exp(shifted).sum(axis=2, keepdims=True))
        mask = np.arange(scores.shape[1]) < sizes[:, None]
        losses = -(logs * np.eye(scores.shape[2])[targets]).sum(axis=2) * mask
        each.extend(losses.sum(axis=1) / mask.sum(axis=1))
        total += losses.sum()
        count += mask.sum()
    return total / count, np.array(each)
"""
# what is exchanged, for what, the cause, and what the reader is told
MEAN = (
    ("count += mask.sum()", "count += mask.size", "padded", "`size` counts padding, too"),
    (
        "count += mask.sum()",
        "count = mask.sum()",
        "last",
        "the count of the last batch is all that is kept",
    ),
    (
        "total += losses.sum()",
        "total = losses.sum()",
        "last",
        "the sum of the last batch is all that is kept",
    ),
    (
        "return total / count",
        "return np.mean(each)",
        "means",
        "a mean of means is not the mean over tokens",
    ),
    ("count += mask.sum()", "count += len(sizes)", "sequences", "that counts sequences"),
    (
        "total += losses.sum()",
        "total += losses.mean() * mask.sum()",
        "padded",
        "`mean` divides by all places",
    ),
)
EACH = (
    ("/ mask.sum(axis=1))", "/ mask.shape[1])", "", "that divides by the padded length"),
    (
        "losses.sum(axis=1) / mask.sum(axis=1)",
        "losses.mean(axis=1)",
        "",
        "that divides by the padded length",
    ),
    ("/ mask.sum(axis=1))", "/ mask.sum())", "", "that divides by the tokens of the whole batch"),
)
BOTH = (
    (
        "< sizes[:, None]",
        "<= sizes[:, None]",
        "long",
        "a sequence of length 2 has the places 0 and 1",
    ),
    (
        "mask = np.arange(scores.shape[1]) < sizes[:, None]",
        "mask = targets != 0",
        "zero",
        "class 0 is a class, and padding may have any label",
    ),
    (
        "np.exp(shifted).sum(axis=2, keepdims=True)",
        "np.exp(shifted).sum(axis=1, keepdims=True)",
        "axis",
        "probabilities run over classes, the last axis",
    ),
)


def draw(rng: Draw) -> dict[str, Any]:
    """One fault of both values, or one of each; and data on which every cause would show."""
    if rng.chance(0.35):
        faults = [rng.choice(BOTH)]
    else:
        faults = [rng.choice(MEAN)]
        if faults[0][2] != "means" and rng.chance(0.6):  # a mean of wrong means is neither
            faults.append(rng.choice(EACH))
    program = PROGRAM
    for before, after, *_ in faults:
        program = program.replace(before, after)
    while True:
        data = _data(rng)
        places = _losses(data)
        wrong = _explained(places, data)
        loss, each = _run(program, data)
        right, shown = _run(PROGRAM, data)
        values = [*wrong, right, *([loss] if faults[0][2] == "axis" else [])]
        apart = min(abs(a - b) for i, a in enumerate(values) for b in values[:i])
        told = np.allclose(each, shown) or np.abs(np.array(each) - shown).max() > 0.05
        if apart > 0.04 and told:
            break
    lengths = data["lengths"].tolist()
    rounded = [[f"{value:.2f}" for value in row] for row in places]
    return {
        "program": program,
        "faults": [list(fault) for fault in faults],
        "told": [[before.strip(), after.strip(), why] for before, after, _, why in faults],
        "count": len(lengths),
        "places": len(rounded[0]),
        "lengths": lengths,
        "rounded": rounded,
        "table": [
            [entry if place < size else f"({entry})" for place, entry in enumerate(row)]
            for row, size in zip(rounded, lengths, strict=True)
        ],
        "reported": f"{loss:.3f}",
        "each": "[" + ", ".join(f"{value:.2f}" for value in each) + "]",
        "sum": f"{_over_tokens(rounded, lengths)[0]:.2f}",
        "tokens": sum(lengths),
        "right": f"{_over_tokens(rounded, lengths)[0] / sum(lengths):.2f}",
        "data": {name: value.tolist() for name, value in data.items()},
    }


def _data(rng: Draw) -> dict[str, Any]:
    """Three or five sequences, so that the last batch is smaller; lengths that differ."""
    count, places, classes = rng.choice((3, 5)), rng.choice((3, 4)), rng.integer(3, 5)
    lengths = [rng.integer(1, places) for _ in range(count)]
    labels = [[rng.integer(0, classes - 1) for _ in range(places)] for _ in range(count)]
    scores = [
        [[rng.decimal(-2.5, 2.5, 2) for _ in range(classes)] for _ in range(places)]
        for _ in range(count)
    ]
    return {"logits": np.array(scores), "labels": np.array(labels), "lengths": np.array(lengths)}


def _run(program: str, data: dict[str, Any]) -> Any:
    space: dict[str, Any] = {}
    with np.errstate(all="ignore"):
        exec(program, space)
        loss, each = space["evaluate"](
            **{name: np.array(value) for name, value in data.items()}, batch=2
        )
    return float(loss), [float(value) for value in each]


def _losses(data: dict[str, Any]) -> list[list[float]]:
    """The loss of every place, padding included, in plain Python."""
    return [
        [
            math.log(math.fsum(math.exp(value) for value in row)) - row[label]
            for row, label in zip(rows, marks, strict=True)
        ]
        for rows, marks in zip(
            np.array(data["logits"]).tolist(), np.array(data["labels"]).tolist(), strict=True
        )
    ]


def _explained(places: list[list[float]], data: dict[str, Any]) -> list[float]:
    """What the loss would be by each cause but the axis, in the order of CAUSES."""
    lengths, labels = list(data["lengths"]), [list(row) for row in data["labels"]]
    sums = [sum(row[:size]) for row, size in zip(places, lengths, strict=True)]
    tokens, width = sum(lengths), len(places[0])
    start = (len(sums) - 1) // 2 * 2  # where the last batch of two begins
    longer = [sum(row[: size + 1]) for row, size in zip(places, lengths, strict=True)]
    kept = [
        value
        for row, marks in zip(places, labels, strict=True)
        for value, mark in zip(row, marks, strict=True)
        if mark
    ]
    return [
        float(value)
        for value in (
            sum(sums) / (len(sums) * width),
            sum(sums) / sum(lengths[start:]),
            sum(sums[start:]) / tokens,
            sum(a / b for a, b in zip(sums, lengths, strict=True)) / len(sums),
            sum(sums) / len(sums),
            _half_padded(sums, lengths, width),
            sum(longer) / sum(min(size + 1, width) for size in lengths),
            sum(kept) / max(len(kept), 1),
        )
    ]


CAUSES = ("padded", "last", "last", "means", "sequences", "padded", "long", "zero")


def _half_padded(sums: list[float], lengths: list[int], width: int) -> float:
    """The mean over places of each batch of two, weighted by its tokens."""
    total = 0.0
    for first in range(0, len(sums), 2):
        here = sums[first : first + 2]
        total += sum(here) / (len(here) * width) * sum(lengths[first : first + 2])
    return total / sum(lengths)


def _over_tokens(rounded: list[list[str]], lengths: list[int]) -> tuple[float, int]:
    rows = zip(rounded, lengths, strict=True)
    return sum(float(entry) for row, size in rows for entry in row[:size]), sum(lengths)


def answers(values: dict[str, Any]) -> dict[str, Any]:
    sound = PROGRAM.splitlines()
    lines = [
        number
        for before, *_ in values["faults"]
        for number, line in enumerate(sound, 1)
        if before in line
    ]
    total, tokens = _over_tokens(values["rounded"], values["lengths"])
    return {"mean": total / tokens, "faults": lines, "cause": values["faults"][0][2]}


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Puts each line by itself into the sound program; explains the value by loops."""
    sound, lines = PROGRAM.splitlines(), values["program"].splitlines()
    data = {name: np.array(value) for name, value in values["data"].items()}
    right = _run(PROGRAM, data)
    found = []
    for number, line in enumerate(lines):
        if line != sound[number]:
            mixed = _run("\n".join([*sound[:number], line, *sound[number + 1 :]]), data)
            same = np.allclose(mixed[0], right[0]) and np.allclose(mixed[1], right[1])
            found += [] if same else [number + 1]
    reported = float(values["reported"])
    near = [
        cause
        for cause, value in zip(CAUSES, _explained(_losses(data), data), strict=True)
        if abs(value - reported) < 0.005
    ]
    exact = [
        Fraction(entry)
        for row, size in zip(values["rounded"], values["lengths"], strict=True)
        for place, entry in enumerate(row)
        if place < size
    ]
    return {
        "mean": float(sum(exact) / len(exact)),
        "faults": found,
        "cause": near[0] if near else "axis",
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    rows = [[float(entry) for entry in row] for row in values["rounded"]]
    lengths, width = values["lengths"], values["places"]
    means = [sum(row[:size]) / size for row, size in zip(rows, lengths, strict=True)]
    mean = {
        "with-padding": sum(map(sum, rows)) / (len(rows) * width),
        "divided-by-places": truth["mean"] * sum(lengths) / (len(rows) * width),
        "mean-of-means": sum(means) / len(means),
    }
    cause = {"padded-blamed": "padded", "means-blamed": "means"}
    return {
        "mean": {name: value for name, value in mean.items() if abs(value - truth["mean"]) > 0.02},
        "faults": {
            "shift-blamed": ["shifted = scores"],
            "pick-blamed": ["np.eye"],
            "start-blamed": ["count = 0"],
        },
        "cause": {name: key for name, key in cause.items() if key != truth["cause"]},
    }
