"""A parabola through three noisy points of a line, and what it does elsewhere."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt
from typing import Any

from heldout.authoring import Draw

KEYS = ("first", "second", "third", "fourth")


def draw(rng: Draw) -> dict[str, Any]:
    while True:
        start, gap = rng.integer(-2, 1), rng.choice((1, 2))
        xs = [start, start + gap, start + 2 * gap]
        xt = sorted(rng.sample([start - gap, start + 3 * gap, start + 4 * gap, start - 2 * gap], 2))
        a, b = rng.integer(-3, 4), rng.sign() * rng.integer(1, 3)
        bend = rng.sign() * rng.choice((0.5, 1.0, 1.5))
        ys = [a + b * x + noise for x, noise in zip(xs, (bend, -bend, bend), strict=True)]
        yt = [a + b * x + rng.sign() * rng.choice((0.0, 0.5)) for x in xt]
        values = {"xs": xs, "xt": xt, "ys": ys, "yt": yt, "line": [a, b]}
        errors = all_errors(values)
        c = parabola(xs, ys)
        if errors[1][0] > 2 * errors[1][1] and c[1] != 0 and c[0] != 0 and errors[1][1] > 0:
            break
    low, high = rng.integer(1, 6) / 100, rng.integer(80, 220) / 100
    fine = rng.integer(20, 45) / 100
    kinds = {
        "overfit": (low, high),
        "weak": (high - 0.04, high),
        "fine": (fine, fine + 0.02),
        "below": (fine + 0.1, fine),
    }
    epochs = rng.integer(2, 9) * 10
    runs = [
        {
            "kind": kind,
            "losses": list(pair),
            "text": f"After {epochs} epochs: training loss {pair[0]:.2f}, test loss {pair[1]:.2f}",
        }
        for kind, pair in kinds.items()
    ]
    return values | {
        "errors": errors,
        "table": [
            *(
                [f"training {i}", x, f"{y:g}"]
                for i, (x, y) in enumerate(zip(xs, ys, strict=True), 1)
            ),
            *([f"test {i}", x, f"{y:g}"] for i, (x, y) in enumerate(zip(xt, yt, strict=True), 1)),
        ],
        "line_text": polynomial([a, b]),
        "parabola_text": polynomial([float(number) for number in c]),
        "runs": rng.shuffled(runs),
        "culprit": runs[0]["text"],
    }


def parabola(xs: list[int], ys: list[float]) -> list[Fraction]:
    """Constant, linear and square coefficient, by divided differences."""
    (x0, x1, x2), (y0, y1, y2) = xs, map(Fraction, ys)
    first, second = (y1 - y0) / (x1 - x0), (y2 - y1) / (x2 - x1)
    square = (second - first) / (x2 - x0)
    linear = first - square * (x0 + x1)
    return [y0 - linear * x0 - square * x0 * x0, linear, square]


def error(coefficients: Any, xs: list[int], ys: list[float]) -> float:
    """The mean squared error of a polynomial."""
    total = Fraction(0)
    for x, y in zip(xs, ys, strict=True):
        value = sum((Fraction(c) * x**i for i, c in enumerate(coefficients)), Fraction(0))
        total += (value - Fraction(y)) ** 2
    return float(total / len(xs))


def all_errors(values: dict[str, Any]) -> list[list[float]]:
    """[training, test] × [parabola, line]."""
    models = (parabola(values["xs"], values["ys"]), values["line"])
    data = ((values["xs"], values["ys"]), (values["xt"], values["yt"]))
    return [[error(model, *points) for model in models] for points in data]


def polynomial(coefficients: list[float]) -> str:
    """In LaTeX, without terms of 0."""
    text = ""
    for power, number in enumerate(coefficients):
        if number == 0:
            continue
        size = "" if abs(number) == 1 and power else f"{abs(number):g}"
        sign = ("-" if number < 0 else "") if not text else (" - " if number < 0 else " + ")
        text += f"{sign}{size}" + ("", "x", "x^2")[power]
    return text or "0"


def answers(values: dict[str, Any]) -> dict[str, Any]:
    gaps = [run["losses"][1] / run["losses"][0] for run in values["runs"]]
    return {
        "coefficients": [float(number) for number in parabola(values["xs"], values["ys"])],
        "training": values["errors"][0],
        "test": values["errors"][1],
        "set": [
            "independent",
            "unseen",
            "held-out",
            "hold-out",
            "unseen set",
            "held-out set",
            "independently drawn",
            "unknown",
            "unused",
            "disjoint",
            "fresh",
            "independent test",
            "independent set",
            "out-of-sample",
            "new",
            "separate",
            "unseen test",
            "independent validation",
            "external",
        ],
        "name": [
            "overfitting",
            "over-fitting",
            "overfit",
            "overtraining",
            "memorisation",
            "memorization",
            "memorising",
            "memorizing",
            "overfitting of the training set",
            "overfitting the training data",
        ],
        "which": KEYS[gaps.index(max(gaps))],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """NumPy solves for the parabola and evaluates both; the run has the largest difference."""
    import numpy as np

    xs, ys, xt, yt = (np.array(values[name], dtype=float) for name in ("xs", "ys", "xt", "yt"))
    c = np.linalg.solve(np.vander(xs, 3, increasing=True), ys)
    line = values["line"]

    def both(x: Any, y: Any) -> list[float]:
        guesses = (np.polyval(c[::-1], x), line[0] + line[1] * x)
        return [round(float(np.mean((guess - y) ** 2)), 12) + 0.0 for guess in guesses]

    differences = [run["losses"][1] - run["losses"][0] for run in values["runs"]]
    return {
        "coefficients": c.round(12).tolist(),
        "training": both(xs, ys),
        "test": both(xt, yt),
        "set": "unseen",
        "name": "overfitting",
        "which": KEYS[int(np.argmax(differences))],
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    c, line, errors = truth["coefficients"], values["line"], values["errors"]
    kinds = {run["kind"]: key for key, run in zip(KEYS, values["runs"], strict=True)}

    def absolute(coefficients: Any) -> float:
        return sum(
            abs(sum(a * x**i for i, a in enumerate(coefficients)) - y) / 2
            for x, y in zip(values["xt"], values["yt"], strict=True)
        )

    tests = {
        "sum-not-mean": [2 * one for one in errors[1]],
        "root-taken": [sqrt(one) for one in errors[1]],
        "test-on-training": errors[0],
        "absolute-errors": [absolute(c), absolute(line)],
    }
    return {
        "coefficients": told_apart(
            c, {"line-drawn": [*map(float, line), 0.0], "order-reversed": c[::-1]}
        ),
        "training": told_apart(
            errors[0],
            {
                "training-not-zero": [errors[0][1], errors[0][1]],
                "sum-not-mean": [0, 3 * errors[0][1]],
                "root-taken": [0, sqrt(errors[0][1])],
            },
        ),
        "test": told_apart(errors[1], tests),
        "set": {
            "seen-in-training": ["training", "training set", "train"],
            "only-a-role": ["test", "test set", "testing", "validation", "evaluation"],
        },
        "name": {"too-simple": ["underfitting", "underfit", "under-fitting"]},
        "which": {
            "high-losses": kinds["weak"],
            "small-gap": kinds["fine"],
            "test-below": kinds["below"],
        },
    }


def told_apart(truth: list[float], wrong: dict[str, list[float]]) -> dict[str, list[float]]:
    """The wrong lists that differ from the truth and from those before them."""
    kept: dict[str, list[float]] = {}
    for name, value in wrong.items():
        if all(
            any(abs(a - b) > 0.002 for a, b in zip(value, other, strict=True))
            for other in (truth, *kept.values())
        ):
            kept[name] = value
    return kept
