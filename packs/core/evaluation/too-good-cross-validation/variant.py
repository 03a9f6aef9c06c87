"""A cross-validation with one or two lines that let the test rows leak, and what it reports."""

from __future__ import annotations

from typing import Any

import numpy as np

from heldout.authoring import Draw

PROGRAM = """\
import numpy as np


def cross_validate(x, y, groups, k, keep):
    owner = np.unique(groups, return_inverse=True)[1]
    accuracies = []
    for fold in range(k):
        test = owner % k == fold
        train = ~test
        spread = x[train].std(axis=0)
        z = x / np.where(spread > 0, spread, 1.0)
        ones, zeros = train & (y == 1), train & (y == 0)
        gap = z[ones].mean(axis=0) - z[zeros].mean(axis=0)
        best = np.argsort(-np.abs(gap), kind="stable")[:keep]
        middle = (z[ones].mean(axis=0) + z[zeros].mean(axis=0)) / 2
        scores = ((z - middle) * gap)[:, best].sum(axis=1)
        right = (scores > 0) == (y == 1)
        accuracies.append(right[test].mean())
    return np.array(accuracies)
"""
SOUND = PROGRAM.splitlines()
# what is exchanged, for what, the cause, and what the reader is told
FAULTS = (
    (
        "    owner = np.unique(groups, return_inverse=True)[1]",
        "    owner = np.arange(len(groups))",
        "groups",
        "the rows are dealt out one by one, so that rows of one patient stand on both sides",
    ),
    (
        "        train = ~test",
        "        train = np.ones(len(x), dtype=bool)",
        "overlap",
        "every row is trained on, those that are tested as well",
    ),
    (
        "        spread = x[train].std(axis=0)",
        "        spread = x.std(axis=0)",
        "scaler",
        "the scale comes from all rows, those that are tested included",
    ),
    (
        "        gap = z[ones].mean(axis=0) - z[zeros].mean(axis=0)",
        "        gap = z[y == 1].mean(axis=0) - z[y == 0].mean(axis=0)",
        "selection",
        "features are chosen and weighted by the labels of all rows, those of the test as well",
    ),
    (
        "        accuracies.append(right[test].mean())",
        "        accuracies.append(right[train].mean())",
        "scored",
        "the accuracy is measured on the rows that were trained on",
    ),
)
# Pairs of which each fault can be mended alone and be seen to be: each has a share of its own.
PAIRS = (
    ("groups", "selection"),
    ("groups", "scored"),
    ("overlap", "scored"),
    ("scaler", "scored"),
    ("selection", "scored"),
)


def draw(rng: Draw) -> dict[str, Any]:
    """One fault or two, and patients on whom each of them shows."""
    names = sorted(rng.choice(PAIRS) if rng.chance(0.5) else (rng.choice(FAULTS)[2],))
    faults = [list(fault) for fault in FAULTS if fault[2] in names]
    program = PROGRAM
    for before, after, *_ in faults:
        program = program.replace(before + "\n", after + "\n")
    while True:
        data = _data(rng)
        sound, faulty = _run(PROGRAM, data), _run(program, data)
        alone = [_run(PROGRAM.replace(f[0] + "\n", f[1] + "\n"), data) for f in faults]
        shown = all(np.abs(one - sound).max() > 0.01 for one in alone)
        if shown and faulty.mean() > sound.mean() + 0.02:
            break
    return {
        "program": program,
        "faults": faults,
        "several": len(faults) > 1,
        "data": {name: np.asarray(value).tolist() for name, value in data.items()},
        "k": data["k"],
        "keep": data["keep"],
        "patients": len(set(data["groups"].tolist())),
        "rows": len(data["y"]),
        "width": data["x"].shape[1],
        "reported": [f"{value:.2f}" for value in faulty],
        "mean": f"{faulty.mean():.2f}",
        "honest": f"{sound.mean():.2f}",
    }


def _data(rng: Draw) -> dict[str, Any]:
    """Patients with a few rows each, a label each, and features that tell the patient apart."""
    k, width = rng.integer(3, 5), rng.integer(5, 9)
    rows, labels, groups = [], [], []
    for patient in range(rng.integer(8, 12)):
        own = [rng.decimal(-2, 2, 2) for _ in range(width)]
        for _ in range(rng.integer(2, 4)):
            rows.append([value + rng.decimal(-0.5, 0.5, 2) for value in own])
            labels.append(patient % 2)
            groups.append(patient)
    rows[rng.integer(0, len(rows) - 1)][0] = 12.0  # an outlier, which only some scales see
    order = rng.sample(range(len(rows)), len(rows))
    return {
        "x": np.array(rows)[order],
        "y": np.array(labels)[order],
        "groups": np.array(groups)[order],
        "k": k,
        "keep": rng.integer(2, 4),
    }


def _run(program: str, data: dict[str, Any]) -> Any:
    space: dict[str, Any] = {}
    exec(program, space)
    return space["cross_validate"](
        np.array(data["x"]),
        np.array(data["y"]),
        np.array(data["groups"]),
        int(data["k"]),
        int(data["keep"]),
    )


def answers(values: dict[str, Any]) -> dict[str, Any]:
    return {
        "lines": [SOUND.index(fault[0]) + 1 for fault in values["faults"]],
        "cause": sorted(fault[2] for fault in values["faults"]),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Puts each line by itself into the sound program and runs it on the same patients."""
    lines = values["program"].splitlines()
    right = _run(PROGRAM, values["data"])
    found = []
    for number, line in enumerate(lines):
        if line == SOUND[number]:
            continue
        mixed = "\n".join([*SOUND[:number], line, *SOUND[number + 1 :]]) + "\n"
        if np.abs(_run(mixed, values["data"]) - right).max() > 1e-9:
            found.append(number)
    words = {
        "owner": "groups",
        "train": "overlap",
        "spread": "scaler",
        "gap": "selection",
        "accuracies.append(right[train].mean())": "scored",
    }
    causes = [words[lines[number].split(" = ")[0].strip()] for number in found]
    return {"lines": [number + 1 for number in found], "cause": sorted(causes)}


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    lines = {
        "deal-blamed": ["test = owner"],
        "middle-blamed": ["middle ="],
        "threshold-blamed": ["right = "],
    }
    cause = {}
    if values["several"]:
        cause["one-of-two"] = [sorted(fault[2] for fault in values["faults"])[0]]
    return {"lines": lines, "cause": cause}
