"""An output unit's label: weighted sum, activation, threshold; and the largest of three outputs."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from heldout.authoring import Draw

WEIGHTS = [-3, -2.5, -2, -1.5, -0.5, 0.5, 1.5, 2, 2.5, 3]
ACTIVATIONS = {  # name in the text, output in LaTeX, thresholds, output for a sum of 0
    "sigmoid": ("the sigmoid", "\\sigma(z)", [0.1, 0.2, 0.3, 0.7, 0.8, 0.9], 0.5),
    "tanh": ("tanh", "\\tanh(z)", [-0.9, -0.8, -0.7, 0.7, 0.8, 0.9], 0),
    "identity": ("the identity, that is, it has none", "z", [-1, -0.5, 0.25, 0.5, 0.75, 1], 0),
}


def draw(rng: Draw) -> dict[str, Any]:
    """A unit, and pairs of inputs of which some change their label if one decides wrongly."""
    phi = rng.choice(["sigmoid", "sigmoid", "tanh", "tanh", "identity"])
    name, phi_z, thresholds, at_zero = ACTIVATIONS[phi]
    while True:
        threshold = rng.choice(thresholds)
        w = rng.sample(WEIGHTS, 2)
        b = rng.sign() * rng.integer(1, 10) / 4
        if abs(w[0]) == abs(w[1]):
            continue
        cut = undone(phi, threshold)
        pairs = [(rng.integer(-8, 8) / 4, rng.integer(-8, 8) / 4) for _ in range(4)]
        sums = [w[0] * p + w[1] * q + b for p, q in pairs]
        if len(set(pairs)) < 4 or min(abs(z - cut) for z in sums) < 0.02:
            continue
        labels = [z >= cut for z in sums]
        at_threshold = [z >= threshold for z in sums]
        if sum(labels) in (1, 2, 3) and (labels != at_threshold or phi == "identity"):
            break
    rows, offsets, triples = several(rng)
    fixed = rng.integer(-8, 8) / 4
    return {
        "phi": phi,
        "phi_name": name,
        "phi_z": phi_z,
        "at_zero": at_zero,
        "threshold": threshold,
        "w": w,
        "b": b,
        "pairs": [list(pair) for pair in pairs],
        "sums": sums,
        "fixed": fixed,
        "cut": round(cut, 4),
        "flip": round((cut - w[0] * fixed - b) / w[1], 4),
        "rows": rows,
        "offsets": offsets,
        "triples": triples,
    }


def several(rng: Draw) -> tuple[list[list[int]], list[int], list[list[int]]]:
    """Three classes on which largest, smallest, largest in size and no bias all disagree."""
    while True:
        rows = [[rng.integer(-3, 3), rng.integer(-3, 3)] for _ in range(3)]
        offsets = [rng.integer(-3, 3) for _ in range(3)]
        triples = [[rng.integer(-2, 3), rng.integer(-2, 3)] for _ in range(3)]
        sums = [scores(rows, offsets, pair) for pair in triples]
        sizes = [[abs(z) for z in row] for row in sums]
        alone = [scores(rows, [0, 0, 0], pair) for pair in triples]
        if any(len(set(row)) < 3 for row in (*sums, *sizes, *alone)):
            continue
        ways = [[largest(row) for row in table] for table in (sums, sizes, alone)]
        if len({tuple(way) for way in ways}) == 3 and len(set(ways[0])) > 1:
            return rows, offsets, triples


def scores(rows: list[list[int]], offsets: list[int], pair: list[int]) -> list[int]:
    return [p * pair[0] + q * pair[1] + b for (p, q), b in zip(rows, offsets, strict=True)]


def largest(row: list[int]) -> int:
    """The class of the largest number, counted from 1."""
    return row.index(max(row)) + 1


def undone(phi: str, threshold: float) -> float:
    """The sum whose output is the threshold."""
    if phi == "sigmoid":
        return math.log(threshold / (1 - threshold))
    return math.atanh(threshold) if phi == "tanh" else threshold


def linear(w: list[float], b: float) -> str:
    """The weighted sum as a formula."""
    signed = [f"{'-' if number < 0 else '+'} {abs(number):g}" for number in (w[1], b)]
    return f"{w[0]:g}*a1 {signed[0]}*a2 {signed[1]}"


def activated(phi: str, formula: str) -> str:
    return formula if phi == "identity" else f"{phi}({formula})"


def answers(values: dict[str, Any]) -> dict[str, Any]:
    w, b, phi = values["w"], values["b"], values["phi"]
    cut = undone(phi, values["threshold"])
    sums = [w[0] * p + w[1] * q + b for p, q in values["pairs"]]
    return {
        "sum": linear(w, b),
        "output": activated(phi, linear(w, b)),
        "cut": cut,
        "flip": (cut - w[0] * values["fixed"] - b) / w[1],
        "labels": [int(z >= cut) for z in sums],
        "classes": [
            largest(scores(values["rows"], values["offsets"], pair)) for pair in values["triples"]
        ],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Labels from the outputs, which exact fractions feed; cut and flip by bisection on them."""
    w, b = [Fraction(number) for number in values["w"]], Fraction(values["b"])

    def output(z: float | Fraction) -> float:
        if values["phi"] == "identity":
            return float(z)
        # tanh is a sigmoid of twice the sum, stretched from (0, 1) to (-1, 1).
        wide = values["phi"] == "tanh"
        share = 1 / (1 + math.exp(-z * (1 + wide)))
        return 2 * share - 1 if wide else share

    def bisect(output: Callable[[float], float]) -> float:
        low, high = -64.0, 64.0
        rises = output(high) > output(low)
        for _ in range(70):
            middle = (low + high) / 2
            if (output(middle) >= values["threshold"]) == rises:
                high = middle
            else:
                low = middle
        return high

    def summed(weights: list[Any], pair: Any, bias: Any) -> Fraction:
        return Fraction(bias) + sum(
            Fraction(p) * Fraction(a) for p, a in zip(weights, pair, strict=True)
        )

    def winner(pair: list[int]) -> int:
        """The class whose sum beats both others."""
        classes = list(zip(values["rows"], values["offsets"], strict=True))
        sums = [summed(row, pair, offset) for row, offset in classes]
        (best,) = [k for k in range(3) if all(sums[k] >= other for other in sums)]
        return best + 1

    flip = bisect(lambda q: output(w[0] * values["fixed"] + w[1] * q + b))
    v, c = values["w"], values["b"]
    exponential = f"exp(-2*({v[0]}*a1 + {v[1]}*a2 + {c}))"
    return {
        "sum": f"({c}) + a2*({v[1]}) + a1*({v[0]})",
        "output": {
            "sigmoid": f"1/(1 + exp(-({v[0]}*a1 + {v[1]}*a2 + {c})))",
            "tanh": f"(1 - {exponential})/(1 + {exponential})",
            "identity": f"{c} + {v[1]}*a2 + {v[0]}*a1",
        }[values["phi"]],
        "cut": bisect(output),
        "flip": flip,
        "labels": [
            int(output(summed(w, pair, b)) >= values["threshold"]) for pair in values["pairs"]
        ],
        "classes": [winner(pair) for pair in values["triples"]],
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    w, b, phi, threshold = (values[name] for name in ("w", "b", "phi", "threshold"))
    truth = answers(values)
    bare = f"{w[0]}*a1 + {w[1]}*a2"
    wrong_sums = {
        "bias-forgotten": bare,
        "bias-per-input": f"{bare} + {2 * b}",
        "weights-swapped": f"{w[1]}*a1 + {w[0]}*a2 + {b}",
        "products-missing": f"a1 + a2 + {w[0] + w[1] + b}",
    }
    of_output = {
        name: activated(phi, formula)
        for name, formula in wrong_sums.items()
        if name in ("bias-forgotten", "weights-swapped")
    }
    sums = [w[0] * p + w[1] * q + b for p, q in values["pairs"]]
    cuts = {"threshold-on-sum": threshold, "cut-at-zero": 0.0}
    if phi == "identity":
        cuts.pop("threshold-on-sum")
    else:
        of_output["not-activated"] = linear(w, b)
        of_output["activated-first"] = f"{w[0]}*{phi}(a1) + {w[1]}*{phi}(a2) + {b}"
        cuts["activation-of-threshold"] = (
            1 / (1 + math.exp(-threshold)) if phi == "sigmoid" else math.tanh(threshold)
        )
    base = -w[0] * values["fixed"] - b
    of_flip = {name: (base + cut) / w[1] for name, cut in cuts.items()}
    of_flip["bias-forgotten"] = (truth["cut"] - w[0] * values["fixed"]) / w[1]
    of_labels = {name: [int(z >= cut) for z in sums] for name, cut in cuts.items()}
    of_labels["bias-forgotten"] = [int(z - b >= truth["cut"]) for z in sums]
    of_labels["condition-turned"] = [1 - label for label in truth["labels"]]
    tables = [scores(values["rows"], values["offsets"], pair) for pair in values["triples"]]
    alone = [scores(values["rows"], [0, 0, 0], pair) for pair in values["triples"]]
    of_classes = {
        "smallest-taken": [row.index(min(row)) + 1 for row in tables],
        "largest-size": [largest([abs(z) for z in row]) for row in tables],
        "bias-forgotten": [largest(row) for row in alone],
        "counted-from-zero": [label - 1 for label in truth["classes"]],
    }
    return {
        "sum": wrong_sums,
        "output": of_output,
        "cut": telling(truth["cut"], cuts),
        "flip": telling(truth["flip"], of_flip),
        "labels": telling(truth["labels"], of_labels),
        "classes": telling(truth["classes"], of_classes),
    }


def telling(truth: Any, known: dict[str, Any]) -> dict[str, Any]:
    """The mistakes whose value is neither the truth nor that of an earlier one."""
    kept: dict[str, Any] = {}
    for name, wrong in known.items():
        if all(not alike(wrong, other) for other in (truth, *kept.values())):
            kept[name] = wrong
    return kept


def alike(one: Any, other: Any) -> bool:
    return one == other if isinstance(one, list) else abs(one - other) < 0.006
