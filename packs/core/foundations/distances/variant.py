"""Three distances between two short vectors, and the penalties named after them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from heldout.authoring import Draw

NAMES = {
    "l1": ("Manhattan", "L1", "taxicab", "city block"),
    "l2": ("Euclidean", "L2"),
    "max": ("Chebyshev", "L-infinity", "Linf", "L∞", "maximum", "max", "chessboard"),
}
# Each distance in its general form and in the plane.
FORMULAS = {
    "l1": (r"\sum_{i=1}^{n} |x_i - y_i|", "|x_1 - y_1| + |x_2 - y_2|"),
    "l2": (r"\sqrt{\sum_{i=1}^{n} (x_i - y_i)^2}", r"\sqrt{(x_1 - y_1)^2 + (x_2 - y_2)^2}"),
    "max": (r"\max_{i} |x_i - y_i|", r"\max(|x_1 - y_1|,\ |x_2 - y_2|)"),
}
# What is asked about a penalty, and the penalty that does it.
PENALTIES = {
    "ridge regression adds to the squared error": "squares",
    "the lasso adds to the squared error": "absolutes",
    "is built on the squared Euclidean norm": "squares",
    "is built on the Manhattan norm": "absolutes",
    "the elastic net adds to the squared error": "both",
    "makes plain gradient descent multiply every weight by the same factor below 1 in each step,"
    " besides the step on the loss": "squares",
    "pushes every weight that is not zero towards zero with the same force, large or small,"
    " and so makes many weights exactly zero": "absolutes",
}


def draw(rng: Draw) -> dict[str, Any]:
    """Two vectors whose distances are all different, a formula, and a penalty to recognise."""
    while True:
        length = rng.integer(2, 4)
        x = [rng.integer(-9, 9) for _ in range(length)]
        y = [rng.integer(-9, 9) for _ in range(length)]
        distances = _distances(x, y)
        gaps = [abs(a - b) for a, b in zip(x, y, strict=True)]
        if min(gaps) >= 1 and (distances[1] % 1 or rng.chance(0.2)) and gaps[-1] != max(gaps):
            break
    norm = rng.choice(list(NAMES))
    # A name in the question about penalties must not be the answer to the question about names.
    asked = [text for text in PENALTIES if NAMES[norm][0] not in text]
    return {
        "x": x,
        "y": y,
        "gaps": gaps,
        "norm": norm,
        "formula": rng.choice(FORMULAS[norm]),
        "asked": rng.choice(asked),
    }


def answers(values: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": _terms(values["norm"]),
        "numbers": _distances(values["x"], values["y"]),
        "penalty": PENALTIES[values["asked"]],
    }


def _terms(norm: str) -> list[str]:
    """The names of a distance, with the nouns that people put behind them."""
    nouns = ("", " distance", " norm")
    return [name + noun for name in NAMES[norm] for noun in nouns]


def _distances(x: list[int], y: list[int]) -> list[float]:
    gaps = [abs(a - b) for a, b in zip(x, y, strict=True)]
    return [sum(gaps), math.sqrt(sum(gap * gap for gap in gaps)), max(gaps)]


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Names by reading the formula, lengths by walking, penalties by what they do to weights."""
    formula = values["formula"]
    norm = "max" if "max" in formula else "l2" if "^2" in formula else "l1"
    return {
        "name": _terms(norm),
        "numbers": [_city_blocks(values), math.dist(values["x"], values["y"]), _king(values)],
        "penalty": _behaviour(values["asked"]),
    }


def _city_blocks(values: dict[str, Any]) -> int:
    """Unit steps along the axes until y is reached."""
    here, steps = list(values["x"]), 0
    for axis, goal in enumerate(values["y"]):
        while here[axis] != goal:
            here[axis] += 1 if goal > here[axis] else -1
            steps += 1
    return steps


def _king(values: dict[str, Any]) -> int:
    """Moves of a king, who may step along all axes at once."""
    here, moves = list(values["x"]), 0
    while here != values["y"]:
        here = [h + (g > h) - (g < h) for h, g in zip(here, values["y"], strict=True)]
        moves += 1
    return moves


def _behaviour(asked: str) -> str:
    """Shrinks a large and a small weight under each penalty by search, and looks at the result."""
    grid = np.linspace(-4, 4, 8001)
    penalties = {
        "squares": grid**2,
        "absolutes": np.abs(grid),
        "both": grid**2 + np.abs(grid),
        "largest": np.maximum(np.abs(grid), 1.0),
    }
    seen = {}
    for name, penalty in penalties.items():
        large, small = (
            float(grid[np.argmin((grid - start) ** 2 / 2 + 0.25 * penalty)]) for start in (3, 0.2)
        )
        proportional = abs(large / 3 - small / 0.2) < 0.02
        zero = abs(small) < 1e-9
        shift = abs(3 - large - 0.25) < 0.002
        seen[name] = (proportional, zero, shift)
    wanted = {
        "ridge": (True, False, False),
        "lasso": (False, True, True),
        "Euclidean": (True, False, False),
        "Manhattan": (False, True, True),
        "elastic": (False, True, False),
        "same factor": (True, False, False),
        "same force": (False, True, True),
    }
    look = next(marks for word, marks in wanted.items() if word in asked)
    return next(name for name, marks in seen.items() if marks == look)


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    x, y = values["x"], values["y"]
    right = truth["numbers"]
    sums = [a + b for a, b in zip(x, y, strict=True)]
    signed = sum(a - b for a, b in zip(x, y, strict=True))
    numbers = {
        "forgot-root": [right[0], right[1] ** 2, right[2]],
        "signs-kept": [signed, right[1], right[2]],
        "added-instead": [sum(map(abs, sums)), math.hypot(*sums), max(map(abs, sums))],
        "last-coordinate": [right[0], right[1], abs(x[-1] - y[-1])],
        "order-changed": [right[1], right[0], right[2]],
    }
    wrong_name = {"l1": "Euclidean", "l2": "Manhattan", "max": "Manhattan"}[values["norm"]]
    swapped = {"squares": "absolutes", "absolutes": "squares", "both": "squares"}
    return {
        "name": {f"{values['norm']}-misnamed": [wrong_name]},
        "numbers": _told_apart(right, numbers),
        "penalty": {"norms-swapped": swapped[truth["penalty"]]},
    }


def _told_apart(truth: list[float], wrong: dict[str, list[float]]) -> dict[str, list[float]]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, list[float]] = {}
    for name, value in wrong.items():
        if all(math.dist(value, other) > 0.05 for other in (truth, *kept.values())):
            kept[name] = value
    return kept
