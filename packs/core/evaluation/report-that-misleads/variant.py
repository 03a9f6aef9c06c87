"""A report on a classifier with one or two faulty lines, and what it says of a few examples."""

from __future__ import annotations

from typing import Any

import numpy as np

from heldout.authoring import Draw

PROGRAM = """\
import numpy as np


def report(probs, labels, threshold=0.5):
    sure = probs.max(axis=1) >= threshold
    predicted = np.where(sure, probs.argmax(axis=1), -1)
    rows = []
    for c in range(probs.shape[1]):
        hits = np.sum((predicted == c) & (labels == c))
        claimed = np.sum(predicted == c)
        actual = np.sum(labels == c)
        precision = hits / claimed if claimed else 0.0
        recall = hits / actual if actual else 0.0
        total = precision + recall
        f1 = 2 * precision * recall / total if total else 0.0
        rows.append((precision, recall, f1))
    macro_p, macro_r, macro_f1 = np.mean(rows, axis=0)
    coverage = sure.mean()
    accuracy = np.mean(predicted == labels)
    return coverage, accuracy, macro_p, macro_r, macro_f1
"""
SOUND = PROGRAM.splitlines()
# what is exchanged, for what, the cause, and what the reader is told
FAULTS = (
    (
        "    sure = probs.max(axis=1) >= threshold",
        "    sure = probs.max() >= threshold",
        "axis",
        "the largest probability of the whole table decides for all examples at once",
    ),
    (
        "    sure = probs.max(axis=1) >= threshold",
        "    sure = probs.max(axis=1).round(1) >= threshold",
        "rounded",
        "the probability is rounded before it is compared, so that 0.46 passes for 0.5",
    ),
    (
        "    predicted = np.where(sure, probs.argmax(axis=1), -1)",
        "    predicted = np.where(sure, probs.argmax(axis=1), 0)",
        "abstained",
        "an example without an answer counts as a prediction of class 0",
    ),
    (
        "        precision = hits / claimed if claimed else 0.0",
        "        precision = hits / len(labels) if claimed else 0.0",
        "denominator",
        "precision divides by what was predicted as the class, not by all examples",
    ),
    (
        "        recall = hits / actual if actual else 0.0",
        "        recall = hits / claimed if claimed else 0.0",
        "swapped",
        "recall divides by what truly is of the class; by what was predicted divides precision",
    ),
    (
        "        f1 = 2 * precision * recall / total if total else 0.0",
        "        f1 = precision + recall / total if total else 0.0",
        "harmonic",
        "F1 is the harmonic mean, twice the product over the sum",
    ),
    (
        "    macro_p, macro_r, macro_f1 = np.mean(rows, axis=0)",
        "    macro_p, macro_r, macro_f1 = np.median(rows, axis=0)",
        "median",
        "macro is the mean over the classes; the median overlooks the best and the worst",
    ),
    (
        "    accuracy = np.mean(predicted == labels)",
        "    accuracy = macro_r",
        "macro",
        "the mean of the recalls is not the accuracy, unless all classes are equally frequent",
    ),
    (
        "    accuracy = np.mean(predicted == labels)",
        "    accuracy = np.sum(predicted == labels) / max(sure.sum(), 1)",
        "answered",
        "examples without an answer were to count as wrong; here they are left out",
    ),
)


def draw(rng: Draw) -> dict[str, Any]:
    """One fault or two, and examples on which each of them shows."""
    first = rng.choice(FAULTS)
    faults = [first]
    if rng.chance(0.5):
        faults.append(rng.choice([fault for fault in FAULTS if _together(first, fault)]))
    faults.sort(key=lambda fault: SOUND.index(fault[0]))
    program = _spoilt(faults)
    while True:
        probs, labels = _examples(rng)
        right, shown = _run(PROGRAM, probs, labels), _run(program, probs, labels)
        singles = [_run(_spoilt([fault]), probs, labels) for fault in faults]
        # Each fault shows alone, and stays visible when the other one is mended.
        if all(_differ(one, right) and _differ(shown, right) for one in singles) and (
            len(faults) == 1 or all(_differ(one, shown) for one in singles)
        ):
            break
    return {
        "program": program,
        "faults": [list(fault) for fault in faults],
        "several": len(faults) > 1,
        "probs": probs.tolist(),
        "labels": labels.tolist(),
        "table": [
            [" ".join(f"{p:.2f}" for p in row), int(label)]
            for row, label in zip(probs, labels, strict=True)
        ],
        "shown": [f"{value:.3f}" for value in shown],
        "sound_accuracy": float(right[1]),
        "sound_recall": float(right[3]),
    }


def _together(first: Any, other: Any) -> bool:
    """Whether each of the two can be mended alone and be seen to be: a share of its own."""
    same = ({"abstained", "harmonic"}, {"swapped", "median"})
    return first[0] != other[0] and {first[2], other[2]} not in same


def _spoilt(faults: Any) -> str:
    program = PROGRAM
    for before, after, *_ in faults:
        program = program.replace(before + "\n", after + "\n")
    return program


def _examples(rng: Draw) -> tuple[Any, Any]:
    """Hundredths for three classes, of which the first is frequent; some are unsure."""
    rows, labels = [], []
    for _ in range(rng.integer(7, 9)):
        top = rng.choice((0.91, 0.8, 0.7, 0.62, 0.55, 0.47, 0.46, 0.42))
        rest = round((1 - top) * rng.choice((0.3, 0.4, 0.45)), 2)
        row = [top, rest, round(1 - top - rest, 2)]
        turn = rng.integer(0, 2)
        rows.append(row[turn:] + row[:turn])
        labels.append(rng.choice((0, 0, 0, 1, 1, 2)))
    return np.array(rows), np.array(labels)


def _run(program: str, probs: Any, labels: Any) -> Any:
    space: dict[str, Any] = {}
    exec(program, space)
    with np.errstate(all="ignore"):
        return np.array(space["report"](np.array(probs), np.array(labels)))


def _differ(one: Any, other: Any) -> bool:
    """By as much as three decimals show."""
    return not np.allclose(one, other, rtol=0, atol=2e-3, equal_nan=True)


def answers(values: dict[str, Any]) -> dict[str, Any]:
    sound = _run(PROGRAM, values["probs"], values["labels"])
    return {
        "lines": [SOUND.index(fault[0]) + 1 for fault in values["faults"]],
        "cause": sorted(fault[2] for fault in values["faults"]),
        "sound": [float(sound[1]), float(sound[3])],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Mends one line at a time and looks whether the report changes; counts the two numbers."""
    lines = values["program"].splitlines()
    whole = _run(values["program"], values["probs"], values["labels"])
    found = []
    for number, line in enumerate(lines):
        mended = "\n".join([*lines[:number], SOUND[number], *lines[number + 1 :]]) + "\n"
        if line != SOUND[number] and _differ(
            _run(mended, values["probs"], values["labels"]), whole
        ):
            found.append(number)
    marks = (
        ("probs.max() ", "axis"),
        (".round(", "rounded"),
        (", 0)", "abstained"),
        ("hits / len(", "denominator"),
        ("recall = hits / claimed", "swapped"),
        ("np.median", "median"),
        ("f1 =", "harmonic"),
        ("= macro_r", "macro"),
        ("max(sure", "answered"),
    )
    causes = [next(cause for mark, cause in marks if mark in lines[number]) for number in found]
    guesses = [row.index(max(row)) if max(row) >= 0.5 else None for row in values["probs"]]
    pairs = list(zip(guesses, values["labels"], strict=True))
    recalls = []
    for c in range(3):
        own = [guess == c for guess, label in pairs if label == c]
        recalls.append(sum(own) / len(own) if own else 0.0)
    accuracy = sum(guess == label for guess, label in pairs) / len(pairs)
    return {
        "lines": [number + 1 for number in found],
        "cause": sorted(causes),
        "sound": [accuracy, sum(recalls) / 3],
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    lines = {
        "loop-blamed": ["for c in range"],
        "total-blamed": ["total = "],
        "hits-blamed": ["hits = np.sum"],
    }
    probs, labels = np.array(values["probs"]), np.array(values["labels"])
    always = probs.argmax(axis=1)
    own = [always[labels == c] == c for c in range(3)]
    recalls = [float(np.mean(found)) if len(found) else 0.0 for found in own]
    sound = {"threshold-forgotten": [float(np.mean(always == labels)), sum(recalls) / 3]}
    return {
        "lines": lines,
        "cause": {},
        "sound": {
            name: value
            for name, value in sound.items()
            if not np.allclose(value, truth["sound"], atol=0.02)
        },
    }
