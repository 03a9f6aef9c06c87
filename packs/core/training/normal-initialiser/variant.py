"""A normal initialiser: its arguments, and the variance that it sends through a stack of layers."""

from __future__ import annotations

from fractions import Fraction
from math import isclose, sqrt
from typing import Any

from heldout.authoring import Draw

DEFAULT = 0.05  # stddev of RandomNormal in Keras, when nothing is said


def draw(rng: Draw) -> dict[str, Any]:
    units, inputs = rng.sample(range(3, 40), 2)
    weights = rng.chance(0.7)
    deviation = rng.choice((1, 1, 0.5, 0.2, 0.1, 0.3))
    by_variance = rng.chance(0.55) and deviation != 1
    values = {
        "units": units,
        "inputs": inputs,
        "weights": weights,
        "what": "weights" if weights else "biases",
        "argument": "kernel_initializer" if weights else "bias_initializer",
        "mean": rng.choice((0, 0, 0.5, -0.1)),
        "spread_name": "variance" if by_variance else "standard deviation",
        "spread": round(deviation**2, 4) if by_variance else deviation,
        "by_variance": by_variance,
        "stddev_asked": deviation,
        "width": rng.choice((16, 25, 50, 64, 100, 128, 200, 256, 900)),
        "outputs": rng.choice((10, 20, 32, 48, 80, 150, 300)),
        "depth": rng.integer(2, 5),
        "stddev": rng.choice((1, 1, 0.5, 0.2)),
    }
    return values | {"answer": answers(values)}


def answers(values: dict[str, Any]) -> dict[str, Any]:
    units, inputs, width = values["units"], values["inputs"], values["width"]
    return {
        "argument": [values["argument"]],
        "blanks": [units, values["mean"], values["stddev_asked"]],
        "drawn": units * inputs if values["weights"] else units,
        "growth": "(n*s^2)^L",
        "after": [(width * s * s) ** values["depth"] for s in (values["stddev"], DEFAULT)],
        "better": [1 / sqrt(width), sqrt(6 / (width + values["outputs"]))],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Owned arrays are built and counted; variances go through the layers as exact sums."""
    import numpy as np
    import sympy

    units, inputs, width = values["units"], values["inputs"], values["width"]
    layer = {"kernel": np.zeros((inputs, units)), "bias": np.zeros(units)}
    owned = "kernel" if values["what"] == "weights" else "bias"
    variance = Fraction(str(values["spread"]))
    if values["spread_name"] == "standard deviation":
        variance = variance**2

    def through(s: Fraction) -> float:
        signal = Fraction(1)
        for _ in range(values["depth"]):
            signal = sum((s * s * signal for _ in range(width)), Fraction(0))
        return float(signal)

    n, s = sympy.symbols("n s", positive=True)
    layers, each = sympy.symbols("L i", positive=True)
    one_layer = sympy.summation(s**2, (each, 1, n))  # the sum over the inputs of a unit
    growth = sympy.exp(layers * sympy.log(one_layer))  # the product over the layers
    # The variance of a uniform draw is the integral of x^2/(2a); its limit is found by halving.
    low, high, wanted = 0.0, 10.0, 2 / (width + values["outputs"])
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if middle**3 / (3 * middle) < wanted else (low, middle)
    return {
        "argument": [f"{owned}_initializer"],
        "blanks": [layer["bias"].size, values["mean"], sqrt(variance)],
        "drawn": int(layer[owned].size),
        "growth": str(growth),
        "after": [through(Fraction(str(values["stddev"]))), through(Fraction(1, 20))],
        "better": [sqrt(Fraction(1, width)), high],
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    units, inputs, mean = values["units"], values["inputs"], values["mean"]
    width, depth, outputs = values["width"], values["depth"], values["outputs"]
    deviation, s = values["stddev_asked"], values["stddev"]
    blanks = {
        "inputs-as-units": [inputs, mean, deviation],
        "default-stddev": [units, mean, DEFAULT],
    }
    if values["by_variance"]:
        blanks["variance-as-stddev"] = [units, mean, values["spread"]]
    after = {
        "deviation-not-squared": [(width * s) ** depth, (width * DEFAULT) ** depth],
        "one-layer-only": [width * s * s, width * DEFAULT**2],
        "deviation-reported": [sqrt(value) for value in truth["after"]],
        "inputs-not-summed": [s ** (2 * depth), DEFAULT ** (2 * depth)],
    }
    return {
        "blanks": _told_apart(truth["blanks"], blanks),
        "drawn": _told_apart(
            truth["drawn"],
            {
                "other-parameters-counted": inputs * units + units,
                "kernel-and-bias-exchanged": units if values["weights"] else inputs * units,
            },
        ),
        "growth": {
            "deviation-not-squared": "(n*s)^L",
            "inputs-not-summed": "s^(2*L)",
            "layers-added": "L*n*s^2",
            "one-layer-only": "n*s^2",
            "deviation-reported": "(sqrt(n)*s)^L",
        },
        "after": _told_apart(truth["after"], after),
        "better": _told_apart(
            truth["better"],
            {
                "variance-reported": [1 / width, truth["better"][1]],
                "glorot-of-variance": [1 / sqrt(width), sqrt(2 / (width + outputs))],
                "glorot-fan-in-only": [1 / sqrt(width), sqrt(3 / width)],
            },
        ),
    }


def _told_apart(truth: Any, wrong: dict[str, Any]) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, Any] = {}
    for name, value in wrong.items():
        if not any(_close(value, other) for other in (truth, *kept.values())):
            kept[name] = value
    return kept


def _close(one: Any, other: Any) -> bool:
    pairs = zip(_list(one), _list(other), strict=True)
    return all(isclose(a, b, rel_tol=0.03, abs_tol=0.002) for a, b in pairs)


def _list(value: Any) -> list[float]:
    return value if isinstance(value, list) else [value]
