"""The perceptron learning rule on four points, run until a pass without an error."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from heldout.authoring import Draw

NAMES = "ABCDE"
# Factors for the rate and for the inputs (the constant one included), as powers of the factor.
CHANGES = {
    "takes {f} times the rate": (1, 0),
    "divides the rate by {f}": (-1, 0),
    "multiplies all inputs by {f}, also the constant 1 that the bias carries": (0, 1),
    "takes {f} times the rate and divides all inputs by {f}, also the constant 1 of the bias": (
        1,
        -1,
    ),
    "divides the rate by {f} and multiplies all inputs by {f}, also the constant 1 of the bias": (
        -1,
        1,
    ),
}
OUTCOMES = {
    "same": "the two factors cancel",
    "times": "the weights become {f} times as large",
    "over": "the weights are divided by {f}",
}
PLACES = [-3, -2, -1, 0, 1, 2, 3]


def draw(rng: Draw) -> dict[str, Any]:
    """Four separable points that take three to eight updates, and a fifth that may spoil it."""
    while True:
        points = [(rng.choice(PLACES), rng.choice(PLACES)) for _ in range(5)]
        normal = [rng.integer(-3, 3), rng.integer(-3, 3), rng.integer(-2, 2)]
        sums = [normal[0] * p + normal[1] * q + normal[2] for p, q in points[:4]]
        targets = [int(total > 0) for total in sums]
        if len(set(points)) < 5 or 0 in sums or sum(targets) not in (1, 2, 3):
            continue
        run, passes = learn(points[:4], targets, Fraction(1))
        first = [row for row in run if row["lap"] == 1]
        if 3 <= len(run) <= 8 and 2 <= len(first) < len(run) and 3 <= passes <= 6:
            break
    rate = rng.choice(["1", "1/2", "1/4", "2", "1/10", "1/5"])
    y = rng.integer(0, 1)
    for fifth in (y, 1 - y):  # the target that spoils it, where there is one, half of the time
        if rng.chance(0.5) and not separates(points, [*targets, fifth]):
            y = fifth
    run, passes = learn(points[:4], targets, Fraction(rate))
    factor = rng.choice([2, 3, 4, 10])
    change = rng.choice(list(CHANGES))
    outcome = OUTCOMES[{0: "same", 1: "times", -1: "over"}[sum(CHANGES[change])]]
    return {
        "rate": float(Fraction(rate)),
        "rate_exact": rate,
        "factor": factor,
        "powers": CHANGES[change],
        "change": change.format(f=factor),
        "outcome": outcome.format(f=factor),
        "table": [
            {"name": name, "x": list(x), "y": y}
            for name, x, y in zip(NAMES, points, targets, strict=False)
        ],
        "fifth": list(points[4]),
        "fifth_shown": f"$(x_1, x_2) = ({points[4][0]}, {points[4][1]})$",
        "fifth_y": y,
        "separable": separates(points, [*targets, y]),
        "run": [
            {**row, "sum": float(row["sum"]), "w": [float(v) for v in row["w"]]} for row in run
        ],
        "passes": passes,
    }


def learn(
    points: Any,
    targets: list[int],
    rate: Fraction,
    *,
    tie: bool = False,
    bias: bool = True,
    constant: Fraction = Fraction(1),
    most: int = 60,
) -> tuple[list[dict[str, Any]], int]:
    """The updates, each with pass, point and new weights, and the number of passes."""
    w = [Fraction(0)] * 3
    run: list[dict[str, Any]] = []
    for lap in range(1, most + 1):
        before = len(run)
        for name, (p, q), y in zip(NAMES, points, targets, strict=False):
            total = w[0] * p + w[1] * q + w[2] * constant
            out = int(total >= 0 if tie else total > 0)
            if out == y:
                continue
            step = rate * (y - out)
            w = [w[0] + step * p, w[1] + step * q, w[2] + (step * constant if bias else 0)]
            run.append({"lap": lap, "name": name, "sum": total, "p": out, "y": y, "w": w})
        if len(run) == before:
            return run, lap
    return run, most


def separates(points: Any, targets: list[int]) -> bool:
    """Whether one line has the ones on its side, strictly. By the perceptron rule itself: from 0,
    in whole numbers, it comes to an end if so, and to a set of weights met before if not."""
    w, seen = (0, 0, 0), set()
    while w not in seen:
        seen.add(w)
        start = w
        for (p, q), y in zip(points, targets, strict=True):
            step = y - int(w[0] * p + w[1] * q + w[2] > 0)
            w = (w[0] + step * p, w[1] + step * q, w[2] + step)
        if w == start and all(
            int(w[0] * p + w[1] * q + w[2] > 0) == y
            for (p, q), y in zip(points, targets, strict=True)
        ):
            return True
    return False


def answers(values: dict[str, Any]) -> dict[str, Any]:
    points = [row["x"] for row in values["table"]]
    targets = [row["y"] for row in values["table"]]
    run, passes = learn(points, targets, Fraction(values["rate_exact"]))
    first = [row["w"] for row in run if row["lap"] == 1][-1]
    by_rate, by_input = (Fraction(values["factor"]) ** power for power in values["powers"])
    larger = [[by_input * v for v in x] for x in points]
    other, _ = learn(larger, targets, by_rate * Fraction(values["rate_exact"]), constant=by_input)
    if len(other) != len(run):
        change = "fewer" if len(other) < len(run) else "more"
    else:
        (ratio,) = {b / a for a, b in zip(run[-1]["w"], other[-1]["w"], strict=True) if a}
        change = "same" if ratio == 1 else "times" if ratio == values["factor"] else "over"
    separable = separates([*points, values["fifth"]], [*targets, values["fifth_y"]])
    return {
        "rule": "w + h*(y - p)*x",
        "bias": "b + h*(y - p)",
        "first": [float(v) for v in first],
        "final": [float(v) for v in run[-1]["w"]],
        "errors": [len(run), passes],
        "larger": change,
        "fifth": "stops" if separable else "never",
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """NumPy on inputs with a 1 for the bias; a linear programme decides whether a line exists."""
    import numpy as np
    from scipy.optimize import linprog

    inputs = np.array([[*row["x"], 1.0] for row in values["table"]])
    y = np.array([row["y"] for row in values["table"]])

    def train(rate: float, inputs: Any) -> list[Any]:
        w, changes, laps = np.zeros(3), [0], []
        while len(changes) < 2 or changes[-1] != changes[-2]:
            count = changes[-1]
            for x, target in zip(inputs, y, strict=True):
                miss = target - np.heaviside(round(float(w @ x), 9), 0.0)
                w = w + rate * miss * x
                count += int(miss != 0)
            changes.append(count)
            laps.append(w)
        return [laps, changes[-1]]

    rate, factor, (first, second) = values["rate"], values["factor"], values["powers"]
    laps, count = train(rate, inputs)
    others, _ = train(rate * factor**first, inputs * float(factor) ** second)
    length = np.linalg.norm(others[-1]) / np.linalg.norm(laps[-1])
    change = "same" if abs(length - 1) < 1e-6 else "times" if length > 1 else "over"
    every = np.vstack([inputs, [*values["fifth"], 1.0]])
    signs = 2 * np.append(y, values["fifth_y"]) - 1
    found = linprog(np.zeros(3), -signs[:, None] * every, -np.ones(5), bounds=[(None, None)] * 3)
    return {
        "rule": "w - h*p*x + h*x*y",
        "bias": "b - h*(p - y)",
        "first": laps[0].tolist(),
        "final": laps[-1].tolist(),
        "errors": [count, len(laps)],
        "larger": change,
        "fifth": "stops" if found.status == 0 else "never",
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    points = [row["x"] for row in values["table"]]
    targets = [row["y"] for row in values["table"]]
    rate = Fraction(values["rate_exact"])
    truth = answers(values)
    ways = {
        "tie-fired": learn(points, targets, rate, tie=True),
        "bias-not-trained": learn(points, targets, rate, bias=False, most=12),
        "sign-reversed": learn(points, targets, -rate, most=2),
    }
    of_first, of_final = {}, {}
    for name, (run, _) in ways.items():
        laps = [row for row in run if row["lap"] == 1]
        if laps:
            of_first[name] = [float(v) for v in laps[-1]["w"]]
        if run and name != "sign-reversed":
            of_final[name] = [float(v) for v in run[-1]["w"]]
    of_final["one-pass"] = truth["first"]
    updates, passes = truth["errors"]
    other = "never" if truth["fifth"] == "stops" else "stops"
    return {
        "rule": {
            "sign-reversed": "w - h*(y - p)*x",
            "input-forgotten": "w + h*(y - p)",
            "rate-forgotten": "w + (y - p)*x",
            "step-only": "h*(y - p)*x",
            "slope-put-in": "w + h*(y - p)*p*(1 - p)*x",
            "right-points-too": "w + h*y*x",
        },
        "bias": {
            "sign-reversed": "b - h*(y - p)",
            "input-in-bias": "b + h*(y - p)*x",
            "rate-forgotten": "b + (y - p)",
            "step-only": "h*(y - p)",
        },
        "first": telling(truth["first"], of_first),
        "final": telling(truth["final"], of_final),
        "errors": {
            "last-pass-not-counted": [updates, passes - 1],
            "errors-by-pass": [4 * passes, passes],
        },
        "larger": {
            "rate-matters": "more" if values["powers"][0] < 0 else "fewer",
            "factor-seen-once": "times" if truth["larger"] == "same" else "same",
        },
        "fifth": {"xor-like": other, "depends-believed": "order"},
    }


def telling(truth: Any, known: dict[str, Any]) -> dict[str, Any]:
    """The mistakes whose value is neither the truth nor that of an earlier one."""
    kept: dict[str, Any] = {}
    for name, wrong in known.items():
        if wrong != truth and wrong not in kept.values():
            kept[name] = wrong
    return kept
