"""Hard targets and softmax: loss by the gap, its slope, and the finite optimum of soft targets."""

from __future__ import annotations

import math
from typing import Any

from heldout.authoring import Draw


def draw(rng: Draw) -> dict[str, Any]:
    classes = rng.choice([3, 4, 5, 6, 8, 10, 20, 50, 100])
    over_all = rng.chance(0.5)
    values = {
        "classes": classes,
        "others": classes - 1,
        "over_all": over_all,
        "kind": rng.choice(["hard", "hard", "soft", "soft", "even"]),
        "soft": rng.choice([0.7, 0.8, 0.9, 0.95]),
        "target": rng.choice([0.5, 0.4, 0.3, 0.2, 0.1, 0.05]),
        "before": rng.integer(2, 7),
        "factor": rng.choice([1.5, 2, 2, 3]),
        "epsilon": rng.choice([0.05, 0.1, 0.1, 0.15, 0.2, 0.3]),
        "formula": "\\ln\\Big(\\frac{K(1-\\varepsilon)}{\\varepsilon} + 1\\Big)"
        if over_all
        else "\\ln\\frac{(K-1)(1-\\varepsilon)}{\\varepsilon}",
    }
    true, other = {
        "hard": ("1", "0"),
        "soft": (f"{values['soft']}", f"\\tfrac{{{1 - values['soft']:.2g}}}{{{classes - 1}}}"),
        "even": (f"\\tfrac{{1}}{{{classes}}}", f"\\tfrac{{1}}{{{classes}}}"),
    }[values["kind"]]
    found = answers(values)
    return {
        **values,
        "true_target": true,
        "other_target": other,
        "gap": round(found["gap"], 4),
        "optimum": round(found["optimum"], 4),
        "loss_before": readable(found["scale"][0]),
        "loss_after": readable(found["scale"][1]),
    }


def readable(number: float) -> str:
    """Three digits, with a power of ten where the number is very small; in LaTeX."""
    digits, _, exponent = f"{number:.2e}".partition("e")
    return f"{number:.3g}" if int(exponent) >= -3 else f"{digits} \\cdot 10^{{{int(exponent)}}}"


def loss(classes: int, gap: float) -> float:
    return math.log1p((classes - 1) * math.exp(-gap))


def answers(values: dict[str, Any]) -> dict[str, Any]:
    classes, others, eps = values["classes"], values["others"], values["epsilon"]
    before = values["before"]
    return {
        "probability": f"exp(s)/(exp(s) + {others})",
        "loss": f"log(1 + {others}*exp(-s))",
        "slope": "p - 1",
        "zero": {"hard": "none", "soft": "above", "even": "at-zero"}[values["kind"]],
        "gap": math.log(others / math.expm1(values["target"])),
        "scale": [loss(classes, before), loss(classes, values["factor"] * before)],
        "smoothed": "log(k*(1 - eps)/eps + 1)"
        if values["over_all"]
        else "log((k - 1)*(1 - eps)/eps)",
        "optimum": math.log(classes * (1 - eps) / eps + 1)
        if values["over_all"]
        else math.log(others * (1 - eps) / eps),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """SymPy on softmax as defined; bisection for the gap; Newton's method on the smoothed loss,
    written out class by class."""
    import numpy as np
    import sympy

    s, p, e, k = sympy.symbols("s p eps k", positive=True)
    classes, others = values["classes"], values["others"]
    probability = 1 / (1 + sum(sympy.exp(-s) for _ in range(others)))
    by_gap = sympy.diff(-sympy.log(probability), s)
    slope = sympy.simplify(by_gap.subs(sympy.exp(-s), (1 - p) / p / others))

    def cross_entropy(gap: float, targets: Any) -> float:
        logits = np.zeros(classes)
        logits[0] = gap
        return float(-(targets * (logits - np.log(np.exp(logits).sum()))).sum())

    hard = np.eye(classes)[0]
    low, high = -30.0, 30.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (
            (middle, high) if cross_entropy(middle, hard) > values["target"] else (low, middle)
        )
    mass = {"hard": 1.0, "soft": values["soft"], "even": 1 / classes}[values["kind"]]
    targets = np.where(hard > 0, mass, (1 - mass) / others)
    slopes = [  # by central differences, at 0 and far out
        cross_entropy(at + 1e-4, targets) - cross_entropy(at - 1e-4, targets) for at in (0.0, 15.0)
    ]
    zero = "none" if slopes[1] < 0 else "above"
    if abs(slopes[0]) < 1e-9:
        zero = "at-zero"
    eps = values["epsilon"]
    if values["over_all"]:
        true, other = 1 - e + e / k, e / k
        soft = hard * (1 - eps) + eps / classes
    else:
        true, other = 1 - e, e / (k - 1)
        soft = np.where(hard > 0, 1 - eps, eps / others)
    gap = 1.0
    for _ in range(60):  # the loss is convex: its slope is p - target, its curvature p (1 - p)
        exps = np.exp([gap, *[0.0] * others])
        q = exps[0] / exps.sum()
        gap -= float(np.clip((q - soft[0]) / (q * (1 - q)), -1, 1))
    losses = [
        cross_entropy(size, hard)
        for size in (values["before"], values["factor"] * values["before"])
    ]
    return {
        "probability": str(probability),
        "loss": str(-sympy.log(probability)),
        "slope": str(slope),
        "zero": zero,
        "gap": low,
        "scale": losses,
        "smoothed": str(sympy.log(true) - sympy.log(other)),
        "optimum": gap,
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    classes, others, eps = values["classes"], values["others"], values["epsilon"]
    truth = answers(values)
    other = answers({**values, "over_all": not values["over_all"]})
    target, before = values["target"], truth["scale"][0]
    scaled = {"loss-scaled": [before, before / values["factor"]]}
    if math.isclose(truth["scale"][1], before / values["factor"], rel_tol=0.03):
        scaled = {}
    mixed = math.log(others * (1 - eps) / eps + 1)
    of_optimum = {
        "other-convention": other["optimum"],
        "mixed-conventions": mixed,
        "share-forgotten": math.log((1 - eps) / eps),
        "ratio-upside-down": -truth["optimum"],
    }
    return {
        "probability": {
            "one-other": "exp(s)/(exp(s) + 1)",
            "all-counted": f"exp(s)/(exp(s) + {classes})",
            "sigmoid-forgotten-classes": f"1/(exp(s) + {others})",
        },
        "loss": {
            "one-other": "log(1 + exp(-s))",
            "all-counted": f"log(1 + {classes}*exp(-s))",
            "sign-forgotten": f"-log(1 + {others}*exp(-s))",
            "loss-of-gap": "-s",
        },
        "slope": {
            "sign-reversed": "1 - p",
            "not-by-gap": "-1/p",
            "slope-left-in": "-p*(1 - p)",
        },
        "zero": {
            "saturates-believed": "from-some",
            **({"minimum-believed": "above"} if values["kind"] == "hard" else {}),
            **({"hard-believed": "none"} if values["kind"] != "hard" else {}),
        },
        "gap": apart(
            truth["gap"],
            {
                "binary-logit": -math.log(math.expm1(target)),
                "probability-for-loss": math.log(others * (1 - target) / target),
                "log-of-loss": -math.log(target),
            },
        ),
        "scale": {
            **scaled,
            "one-other": [loss(2, values["before"]), loss(2, values["factor"] * values["before"])],
        },
        "smoothed": {
            "other-convention": other["smoothed"],
            "mixed-conventions": "log((k - 1)*(1 - eps)/eps + 1)",
            "share-forgotten": "log((1 - eps)/eps)",
            "ratio-upside-down": f"-({truth['smoothed']})",
        },
        "optimum": apart(truth["optimum"], of_optimum),
    }


def apart(truth: float, known: dict[str, float]) -> dict[str, float]:
    """The mistakes that lie clear of the truth and of each earlier one."""
    kept: dict[str, float] = {}
    for name, wrong in known.items():
        if all(abs(wrong - other) > 0.02 for other in (truth, *kept.values())):
            kept[name] = wrong
    return kept
