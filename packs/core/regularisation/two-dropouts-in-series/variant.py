"""Two dropout layers in a row: the one that they equal, and what may stand between them."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from itertools import product
from math import isclose, prod, sqrt, tanh
from typing import Any

from heldout.authoring import Draw

# What may stand between: its name, and what it does to two values.
BETWEEN: dict[str, Callable[[list[float]], list[float]]] = {
    "a ReLU": lambda h: [max(x, 0.0) for x in h],
    "a leaky ReLU with slope 0.1": lambda h: [max(x, 0.1 * x) for x in h],
    "the function tanh": lambda h: [tanh(x) for x in h],
    "the absolute value": lambda h: [abs(x) for x in h],
    "a change of sign": lambda h: [-x for x in h],
    "the square of each value": lambda h: [x * x for x in h],
    "a multiplication by 3": lambda h: [3 * x for x in h],
    "a bias of 1, added to each value": lambda h: [x + 1 for x in h],
    "the linear map that replaces every value by the mean of all": lambda h: [sum(h) / len(h)] * 2,
    "a ReLU and then the square root of each value": lambda h: [sqrt(max(x, 0.0)) for x in h],
}
REPLACED = ("single", "sum", "product", "swapped", "same")
VALUES = [0.8, 1.7]  # two outputs before dropout, of no special size


def draw(rng: Draw) -> dict[str, Any]:
    p_is = rng.choice(["dropped", "kept"])
    first, second = rng.sample([0.1, 0.2, 0.25, 0.3, 0.4], 2)
    if p_is == "kept":
        first, second = round(1 - first, 2), round(1 - second, 2)
    values: dict[str, Any] = {
        "p_is": p_is,
        "P": first,
        "Q": second,
        "inverted": rng.chance(0.6),
        "between": rng.choice(list(BETWEEN)),
        "replaced": rng.choice(REPLACED),
    }
    pair, other = (
        ", ".join(f"nn.Dropout({round(1 - keep, 4):g})" for keep in layers)
        for layers in (keeps(values), _others(values))
    )
    other = other if values["replaced"] not in ("swapped", "same") else f"nn.Sequential({other})"
    return values | {"pair": f"nn.Sequential({pair})", "other": other, "passes": _same_law(values)}


def keeps(values: dict[str, Any]) -> tuple[float, float]:
    """The probabilities of being kept by the first and by the second layer."""
    p, q = values["P"], values["Q"]
    return (1 - p, 1 - q) if values["p_is"] == "dropped" else (p, q)


def answers(values: dict[str, Any]) -> dict[str, Any]:
    dropped, inverted = values["p_is"] == "dropped", values["inverted"]
    kept = "(1 - P) * (1 - Q)" if dropped else "P * Q"
    variance = f"h^2 * (1 - {kept}) / ({kept})" if inverted else f"h^2 * {kept} * (1 - {kept})"
    return {
        "kept": kept,
        "single": f"1 - {kept}" if dropped else kept,
        "passed": f"h / ({kept})" if inverted else "h",
        "variance": variance,
        "missing": "(p - P) / (1 - P)" if dropped else "p / P",
        "between": "yes" if values["passes"] else "no",
        "compared": _compared(values),
    }


def _same_law(values: dict[str, Any]) -> bool:
    """Compares the laws of the outputs over all masks: dropout, map, dropout; and map, dropout."""
    one, two = (Fraction(str(round(keep, 2))) for keep in keeps(values))
    between = BETWEEN[values["between"]]
    pair: dict[tuple[float, ...], Fraction] = {}
    single: dict[tuple[float, ...], Fraction] = {}
    for first, second in product(product((0, 1), repeat=2), repeat=2):
        inner = between(_drop(VALUES, first, one, values))
        _count(pair, _drop(inner, second, two, values), _chance(first, one) * _chance(second, two))
    for mask in product((0, 1), repeat=2):
        _count(single, _drop(between(VALUES), mask, one * two, values), _chance(mask, one * two))
    return pair == single


def _drop(h: list[float], mask: Any, keep: Fraction, values: dict[str, Any]) -> list[float]:
    scale = float(1 / keep) if values["inverted"] else 1.0
    return [x * m * scale for x, m in zip(h, mask, strict=True)]


def _chance(mask: Any, keep: Fraction) -> Fraction:
    chance = Fraction(1)
    for m in mask:
        chance *= keep if m else 1 - keep
    return chance


def _count(law: dict[tuple[float, ...], Fraction], outcome: list[float], chance: Fraction) -> None:
    key = tuple(round(x, 9) + 0.0 for x in outcome)
    law[key] = law.get(key, Fraction(0)) + chance


def _compared(values: dict[str, Any]) -> str:
    """Plays both with the same random numbers: one number is used for each unit of each layer."""
    layers, others = list(keeps(values)), _others(values)
    if _play(layers, 1) == _play(others, 1):
        return "outputs"
    return "law" if isclose(prod(layers), prod(others)) else "neither"


def _others(values: dict[str, Any]) -> list[float]:
    """The probabilities of being kept by the layers that take the place of the pair."""
    one, two = keeps(values)
    return {
        "single": [one * two],
        "sum": [one + two - 1],
        "product": [1 - (1 - one) * (1 - two)],
        "swapped": [two, one],
        "same": [one, two],
    }[values["replaced"]]


def _play(layers: list[float], start: int) -> list[bool]:
    stream = random.Random(start)
    kept = [True] * 200
    for keep in layers:
        kept = [stream.random() < keep and before for before in kept]
    return kept


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """SymPy sums over the four pairs of masks; PyTorch runs the layers."""
    import sympy
    import torch

    p, q, single, h = sympy.symbols("P Q p h", positive=True)
    keep_p, keep_q = (1 - p, 1 - q) if values["p_is"] == "dropped" else (p, q)
    scale = 1 / (keep_p * keep_q) if values["inverted"] else sympy.Integer(1)
    law = {
        (a, b): (keep_p if a else 1 - keep_p) * (keep_q if b else 1 - keep_q)
        for a, b in product((0, 1), repeat=2)
    }
    moments = [
        sum(chance * (a * b * h * scale) ** power for (a, b), chance in law.items())
        for power in (1, 2)
    ]
    own = law[1, 1] if values["p_is"] == "kept" else law[0, 0] + law[0, 1] + law[1, 0]
    (missing,) = sympy.solve(sympy.Eq(own, single), q)
    return {
        "kept": str(law[1, 1]),
        "single": str(own),
        "passed": str(h * scale),
        "variance": str(moments[1] - moments[0] ** 2),
        "missing": str(missing),
        "between": "yes" if _commutes(values, torch) else "no",
        "compared": _run(values, torch),
    }


def _commutes(values: dict[str, Any], torch: Any) -> bool:
    """A mask and its factor pass the map unchanged if it treats each value alone, keeps 0, and
    keeps that factor."""
    between = BETWEEN[values["between"]]
    factor = 1 / keeps(values)[0] if values["inverted"] else 1.0
    h = torch.tensor(VALUES, dtype=torch.float64)
    out = torch.tensor(between(VALUES), dtype=torch.float64)
    scaled = torch.tensor(between((h * factor).tolist()), dtype=torch.float64)
    moved = torch.tensor(between([VALUES[0], VALUES[1] + 1]), dtype=torch.float64)
    alone = bool(out[0] == moved[0])
    return alone and between([0.0, 0.0]) == [0, 0] and torch.allclose(scaled, out * factor)


def _run(values: dict[str, Any], torch: Any) -> str:
    """Starts the generator afresh for each, and compares outputs, then shares and sizes."""

    def run(layers: Any) -> Any:
        torch.manual_seed(3)
        network = torch.nn.Sequential(*(torch.nn.Dropout(1 - keep) for keep in layers))
        return network(torch.ones(40_000))

    pair, other = run(keeps(values)), run(_others(values))
    if torch.equal(pair, other):
        return "outputs"
    shares = [float((out > 0).double().mean()) for out in (pair, other)]
    return "law" if abs(shares[0] - shares[1]) < 0.01 else "neither"


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    dropped, inverted = values["p_is"] == "dropped", values["inverted"]
    kept = "(1 - P) * (1 - Q)" if dropped else "P * Q"
    of_single = {"rates-added": "P + Q" if dropped else "P + Q - 1"}
    if dropped:
        of_single |= {"both-must-drop": "P * Q", "kept-for-dropped": kept}
    else:
        of_single |= {"kept-for-dropped": f"1 - {kept}"}
    if inverted:
        of_passed = {
            "scale-forgotten": "h",
            "scale-upside-down": f"h * {kept}",
            "rates-added": "h / (1 - P - Q)" if dropped else "h / (P + Q - 1)",
        }
        of_variance = {"plain-variance": f"h^2 * {kept} * (1 - {kept})"}
    else:
        of_passed = {"scale-not-there": f"h / ({kept})"}
        of_variance = {"scale-not-there": f"h^2 * (1 - {kept}) / ({kept})"}
    of_variance["second-moment"] = f"h^2 / ({kept})" if inverted else f"h^2 * {kept}"
    return {
        "kept": {
            "neither-drops-wrong": "1 - P * Q" if dropped else "1 - (1 - P) * (1 - Q)",
            "both-must-drop": "P * Q" if dropped else "(1 - P) * (1 - Q)",
            "rates-added": "1 - P - Q" if dropped else "P + Q - 1",
        },
        "single": of_single,
        "passed": of_passed,
        "variance": of_variance,
        "missing": {
            "difference": "p - P" if dropped else "1 + p - P",
            "ratio-of-the-wrong": "p / P" if dropped else "(p - P) / (1 - P)",
        },
        "compared": {} if values["replaced"] == "same" else {"same-state": "outputs"},
    }
