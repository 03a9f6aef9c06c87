"""A sigmoid neuron with a flag as its input: the stationary point of its cross-entropy."""

from __future__ import annotations

import math
from typing import Any

from heldout.authoring import Draw

WHYS = {
    "one": "its targets are mixed, so there is one finite solution, as before.",
    "up": (
        "all its targets are 1, so $\\sigma(w + b)$ would have to be 1, which no finite $w$ gives; "
        "$C$ falls for ever as $w$ grows."
    ),
    "down": (
        "all its targets are 0, so $\\sigma(w + b)$ would have to be 0, which no finite $w$ gives; "
        "$C$ falls for ever as $w$ sinks."
    ),
    "many": "without examples the second equation reads $0 = 0$, and any $w$ will do.",
}


def draw(rng: Draw) -> dict[str, Any]:
    """Two groups with different shares of ones, neither pure, and another second group."""
    while True:
        zeros, ones = rng.integer(3, 12), rng.integer(3, 12)
        zeros_on, ones_on = rng.integer(1, zeros - 1), rng.integer(1, ones - 1)
        p, q = zeros_on / zeros, ones_on / ones
        # Apart from each other, and from the half at which a logit is 0 and hides its sign.
        if min(abs(p - 0.5), abs(q - 0.5)) > 0.04 and abs(p - q) > 0.1 and abs(p + q - 1) > 0.04:
            break
    fate = rng.choice(["one", "up", "down", "many"])
    size = rng.integer(2, 9)
    on = {"one": rng.integer(1, size - 1), "up": size, "down": 0, "many": 0}[fate]
    if fate == "many":
        size = 0
    targets = {
        "one": f"of which {on} {'has' if on == 1 else 'have'} the target 1, the rest 0",
        "up": "all with the target 1",
        "down": "all with the target 0",
    }
    changed = "there are no examples with $x = 1$ any more"
    if size:
        changed = f"now there are {size} examples with $x = 1$, {targets[fate]}"
    values = {
        "zeros": zeros,
        "zeros_on": zeros_on,
        "zeros_off": zeros - zeros_on,
        "ones": ones,
        "ones_on": ones_on,
        "ones_off": ones - ones_on,
        "new": size,
        "new_on": on,
        "changed": changed,
        "why": WHYS[fate],
    }
    w, b = solve(values)
    return {**values, "w": round(w, 4), "b": round(b, 4), "least": round(cost(values), 4)}


def logit(share: float) -> float:
    return math.log(share / (1 - share))


def solve(values: dict[str, Any]) -> tuple[float, float]:
    b = logit(values["zeros_on"] / values["zeros"])
    return logit(values["ones_on"] / values["ones"]) - b, b


def cost(values: dict[str, Any]) -> float:
    """The sum of the cross-entropies where each output is its group's share of ones."""
    total = 0.0
    for n, on in ((values["zeros"], values["zeros_on"]), (values["ones"], values["ones_on"])):
        total -= on * math.log(on / n) + (n - on) * math.log(1 - on / n)
    return total


def answers(values: dict[str, Any]) -> dict[str, Any]:
    w, b = solve(values)
    second = f"{values['ones']}*sigmoid(w + b) - {values['ones_on']}"
    n, on = values["new"], values["new_on"]
    fate = "many" if n == 0 else "up" if on == n else "down" if on == 0 else "one"
    return {
        "by-bias": f"{values['zeros']}*sigmoid(b) - {values['zeros_on']} + {second}",
        "by-weight": second,
        "solution": [w, b],
        "least": cost(values),
        "exists": fate,
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """SymPy differentiates the sum of logarithms; Newton's method walks to the lowest point; the
    slope by w far to the left and far to the right tells whether there is one."""
    import numpy as np
    import sympy

    w, b = sympy.symbols("w b")
    first, second = 1 / (1 + sympy.exp(-b)), 1 / (1 + sympy.exp(-w - b))
    total = sympy.Integer(0)
    for a, n, on in (
        (first, values["zeros"], values["zeros_on"]),
        (second, values["ones"], values["ones_on"]),
    ):
        total -= on * sympy.log(a) + (n - on) * sympy.log(1 - a)
    x = np.repeat([0.0, 1.0], [values["zeros"], values["ones"]])
    y = np.concatenate(
        [
            np.arange(values["zeros"]) < values["zeros_on"],
            np.arange(values["ones"]) < values["ones_on"],
        ]
    ).astype(float)
    inputs = np.stack([x, np.ones_like(x)], axis=1)
    at = np.zeros(2)
    for _ in range(30):
        a = 1 / (1 + np.exp(-inputs @ at))
        hessian = (inputs * (a * (1 - a))[:, None]).T @ inputs
        at -= np.linalg.solve(hessian, inputs.T @ (a - y))
    a = 1 / (1 + np.exp(-inputs @ at))
    least = -(y * np.log(a) + (1 - y) * np.log1p(-a)).sum()
    # The slope by w at the ends, with b where the first group wants it.
    left, right = (
        sum(
            1 / (1 + math.exp(-(end + at[1]))) - (k < values["new_on"])
            for k in range(values["new"])
        )
        for end in (-30.0, 30.0)
    )
    if left < -1e-6 and right > 1e-6:
        fate = "one"
    elif left < -1e-6:
        fate = "up"
    else:
        fate = "down" if right > 1e-6 else "many"
    return {
        "by-bias": str(sympy.diff(total, b)),
        "by-weight": str(sympy.diff(total, w)),
        "solution": at.tolist(),
        "least": float(least),
        "exists": fate,
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    w, b = truth["solution"]
    zeros, ones = values["zeros"], values["ones"]
    p, q = values["zeros_on"] / zeros, values["ones_on"] / ones
    s, t = "sigmoid(b)", "sigmoid(w + b)"
    first = f"{zeros}*{s} - {values['zeros_on']}"
    steep = f"({first})*{s}*(1 - {s})", f"({truth['by-weight']})*{t}*(1 - {t})"
    fate = truth["exists"]
    wrong_fates = {}
    if fate != "one":
        wrong_fates["always-one"] = "one"
    if fate in ("up", "down"):
        wrong_fates["direction-turned"] = "down" if fate == "up" else "up"
    return {
        "by-bias": {
            "second-group-forgotten": first,
            "sigmoid-slope-kept": f"{steep[0]} + {steep[1]}",
            "sign-reversed": f"-({truth['by-bias']})",
        },
        "by-weight": {
            "weight-from-all": truth["by-bias"],
            "sigmoid-slope-kept": steep[1],
            "bias-left-out": f"{ones}*sigmoid(w) - {values['ones_on']}",
            "sign-reversed": f"-({truth['by-weight']})",
        },
        "solution": {
            "group-logit-as-weight": [w + b, b],
            "shares-for-parameters": [q, p],
            "wrong-way-odds": [-w, -b],
            "linear-line": [q - p, p],
        },
        "least": {
            "zero-expected": 0.0,
            "mean-given": truth["least"] / (zeros + ones),
            "base-two": truth["least"] / math.log(2),
        },
        "exists": wrong_fates,
    }
