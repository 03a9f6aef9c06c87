"""Two ways in which a ReLU network is affine: opposite pairs, and biases that keep units on."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

from heldout.authoring import Draw, figures


def draw(rng: Draw) -> dict[str, Any]:
    all_on = rng.chance(0.5)
    r = rng.integer(1, 4)
    while True:
        w = [[rng.sign() * rng.integer(1, 5) for _ in range(2)] for _ in range(2)]
        need = [r * (abs(row[0]) + abs(row[1])) for row in w]
        # A bias at the bound itself, or beyond, keeps a unit on; one below lets it go off.
        shifts = [rng.integer(0, 4), rng.integer(0, 4)]
        if not all_on:
            shifts[rng.integer(0, 1)] = -rng.integer(1, max(1, r))
        biases = [bound + shift for bound, shift in zip(need, shifts, strict=True)]
        v = [rng.sign() * rng.integer(2, 4), rng.sign() * rng.integer(2, 4)]
        c = rng.sign() * rng.integer(1, 9)
        far = [rng.sign() * rng.integer(4, 9) * r for _ in range(2)]
        sums = [row[0] * far[0] + row[1] * far[1] + b for row, b in zip(w, biases, strict=True)]
        mixed = w[0][0] * w[0][1] < 0 or w[1][0] * w[1][1] < 0
        # Parallel rows could bend at one place, and their bends could cancel.
        parallel = w[0][0] * w[1][1] == w[0][1] * w[1][0]
        if min(sums) < 0 < min(biases) and mixed and not parallel:
            break
    a, slope, b, d = (rng.sign() * rng.integer(low, 5) for low in (2, 2, 1, 1))
    if a * b == d:  # the summands could not be told apart
        d = -d
    values = {
        "r": r,
        "W": w,
        "biases": biases,
        "v": v,
        "c": c,
        "far": far,
        "far_sums": sums,
        "need": need,
        "a": a,
        "w": slope,
        "b": b,
        "d": d,
        "line": [a * slope, a * b + d],
    }
    worst = [bias - bound for bias, bound in zip(biases, need, strict=True)]
    values["all_on"] = min(worst) >= 0
    values["p"] = [
        sum(v[j] * w[j][0] for j in range(2)),
        sum(v[j] * w[j][1] for j in range(2)),
        sum(v[j] * biases[j] for j in range(2)) + c,
    ]
    values["far_s"] = score(values, far)
    return values


def score(values: dict[str, Any], x: Any) -> Any:
    rows = zip(values["W"], values["biases"], values["v"], strict=True)
    hidden = (v * max(0, row[0] * x[0] + row[1] * x[1] + b) for row, b, v in rows)
    return sum(hidden) + values["c"]


def answers(values: dict[str, Any]) -> dict[str, Any]:
    slope, offset = values["line"]
    return {
        "pair": -values["a"],
        "formula": f"{slope}*x {'-' if offset < 0 else '+'} {abs(offset)}",
        "bias": values["need"][0],
        "collapsed": values["p"],
        "side": "yes" if values["all_on"] else "no",
        "outside": values["far_s"],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Slopes measured on both sides; corners of the box; second differences on a fine grid."""
    import torch

    a, w, b, d, r = (values[name] for name in ("a", "w", "b", "d", "r"))
    kink = Fraction(-b, w)

    def f(x: Fraction, k: Fraction) -> Fraction:
        z = w * x + b
        return a * max(Fraction(0), z) + k * max(Fraction(0), -z) + d

    # f is affine in k: the k for which the value at the kink is the mean of its neighbours'.
    bend = [f(kink + 1, Fraction(k)) + f(kink - 1, Fraction(k)) - 2 * d for k in (0, 1)]
    k = -bend[0] / (bend[1] - bend[0])
    at = [f(Fraction(x), k) for x in (0, 1)]
    corners = list(product((-r, r), repeat=2))
    first = values["W"][0]
    # Finite differences of the layer without its ReLU, by PyTorch.
    weights = torch.tensor(values["W"], dtype=torch.float64)
    v = torch.tensor(values["v"], dtype=torch.float64)
    biases = torch.tensor(values["biases"], dtype=torch.float64)
    constant = (v @ biases).item() + values["c"]
    # Affine on the box, exactly when it is the affine function at each corner (units that are
    # off are off in a corner), seen by comparing with the collapsed network.
    p = [*(v @ weights).tolist(), constant]
    affine = all(abs(score(values, x) - (p[0] * x[0] + p[1] * x[1] + p[2])) < 1e-9 for x in corners)
    h = torch.relu(weights @ torch.tensor(values["far"], dtype=torch.float64) + biases)
    return {
        "pair": float(k),
        "formula": f"({at[1] - at[0]})*x + ({at[0]})",
        "bias": -min(first[0] * x + first[1] * y for x, y in corners),
        "collapsed": p,
        "side": "yes" if affine else "no",
        "outside": (v @ h).item() + values["c"],
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    a, w, b, d, c, r = (values[name] for name in ("a", "w", "b", "d", "c", "r"))
    p, row, far = values["p"], values["W"][0], values["far"]
    truth = values["need"][0]
    return {
        "pair": {
            "same-coefficient": a,
            "zero-coefficient": 0,
            "inner-factor-for-slope": -a * w,
        },
        "formula": {
            "offset-forgotten": f"{a * w}*x + ({a * b})",
            "inside-bias-forgotten": f"{a * w}*x + ({d})",
        },
        "bias": told_apart(
            [truth],
            {
                "upper-corner": -truth,
                "signs-not-absolute": r * (row[0] + row[1]),
                "box-forgotten": truth / r,
            },
        ),
        "collapsed": told_apart(
            p,
            {
                "output-bias-lost": [*p[:2], p[2] - c],
                "hidden-bias-lost": [*p[:2], c],
                "weights-added": [sum(line[i] for line in values["W"]) for i in range(2)]
                + [sum(values["biases"]) + c],
            },
        ),
        "side": {"other-answer": "no" if values["all_on"] else "yes"},
        "outside": told_apart(
            [values["far_s"]],
            {
                "still-linear": p[0] * far[0] + p[1] * far[1] + p[2],
                "output-bias-lost": values["far_s"] - c,
            },
        ),
    }


def told_apart(truth: list[float], wrong: dict[str, Any]) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, Any] = {}

    def numbers(value: Any) -> list[float]:
        return value if isinstance(value, list) else [value]

    for name, value in wrong.items():
        if all(
            any(abs(a - b) > 0.001 for a, b in zip(numbers(value), numbers(other), strict=True))
            for other in (truth, *kept.values())
        ):
            kept[name] = value
    return kept


def figure(values: dict[str, Any]) -> str:
    """Net B with its weights; biases stand in the text."""
    inputs, hidden = ("x_1", "x_2"), ("h_1", "h_2")
    weights = {
        (x, h): f"{values['W'][j][i]}" for j, h in enumerate(hidden) for i, x in enumerate(inputs)
    }
    weights |= {(h, "s"): f"{v}" for h, v in zip(hidden, values["v"], strict=True)}
    return figures.network(
        [
            figures.Layer(inputs, "inputs"),
            figures.Layer(hidden, "ReLU units"),
            figures.Layer(["s"], "output"),
        ],
        weights=weights,
        title="Net B without its biases",
    )
