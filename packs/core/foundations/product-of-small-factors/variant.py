"""Repeated multiplication by a small factor, exactly and in floating point."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np

from heldout.authoring import Draw

FACTORS = ("0.1", "0.01", "0.001", "0.5", "0.25", "0.2", "0.125", "0.05")
STEP_FACTORS = ("0.1", "0.1", "0.001", "0.2", "0.25", "0.3", "0.4", "0.5")
# Bits of the significand, exponents of the smallest normal and of the smallest positive number.
FORMATS = {"float16": (11, -14, -24), "float32": (24, -126, -149), "float64": (53, -1022, -1074)}


def draw(rng: Draw) -> dict[str, Any]:
    """Two factors: one for the step at which a short format gives up, one for float64."""
    outcome = rng.choice(("normal", "subnormal", "zero"))
    low, high = {"normal": (60, 280), "subnormal": (313, 321), "zero": (326, 420)}[outcome]
    while True:
        factor = rng.choice(FACTORS)
        each = -math.log10(float(factor))
        count = rng.integer(math.ceil(low / each), math.floor(high / each))
        if count % 10 == 0 or outcome == "subnormal":
            break
    return {
        "factor": factor,
        "count": count,
        "step_factor": rng.choice(STEP_FACTORS),
        "format": rng.choice(("float32", "float32", "float16")),
    }


def answers(values: dict[str, Any]) -> dict[str, Any]:
    return {
        "power": values["count"] * math.log10(float(values["factor"])),
        "step": _steps_to_zero(values["step_factor"], values["format"]),
        "double": _outcome(values),
    }


def _steps_to_zero(factor: str, name: str) -> int:
    """By exact fractions, rounded after every step as the standard (IEEE 754) prescribes."""
    held = _rounded(Fraction(factor), name)
    product, steps = Fraction(1), 0
    while product:
        product, steps = _rounded(product * held, name), steps + 1
    return steps


def _rounded(number: Fraction, name: str) -> Fraction:
    """The nearest number of the format; a tie goes to the even neighbour."""
    bits, _, smallest = FORMATS[name]
    if number == 0:
        return number
    exponent = number.numerator.bit_length() - number.denominator.bit_length()
    if Fraction(2) ** exponent > number:
        exponent -= 1
    unit = Fraction(2) ** max(exponent - bits + 1, smallest)
    return round(number / unit) * unit  # round() of a Fraction resolves ties to even


def _outcome(values: dict[str, Any]) -> str:
    held, product = _rounded(Fraction(values["factor"]), "float64"), Fraction(1)
    for _ in range(values["count"]):
        product = _rounded(product * held, "float64")
    if product == 0:
        return "zero"
    return "subnormal" if product < Fraction(2) ** FORMATS["float64"][1] else "normal"


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Lets NumPy multiply, and reads the power off the digits of the exact product."""
    kind = np.dtype(values["format"]).type
    product, steps = kind(1), 0
    with np.errstate(under="ignore"):
        while product != 0:
            product, steps = kind(product * kind(values["step_factor"])), steps + 1
        double = np.float64(1)
        for _ in range(values["count"]):
            double = double * np.float64(values["factor"])
    tiny = np.finfo(np.float64).tiny
    exact = Fraction(values["factor"]) ** values["count"]
    inverse = exact.denominator // exact.numerator  # every factor divides a power of ten
    digits = str(inverse)
    power = -(len(digits) - 1 + math.log10(float(f"{digits[0]}.{digits[1:18] or 0}")))
    return {
        "power": power,
        "step": steps,
        "double": "zero" if double == 0 else "subnormal" if double < tiny else "normal",
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    name, factor = values["format"], values["step_factor"]
    other = "float16" if name == "float32" else "float32"
    _, normal, smallest = FORMATS[name]
    each = math.log10(float(values["factor"]))
    power = {
        "sign-lost": -truth["power"],
        "one-step-short": truth["power"] - each,
        "natural-logarithm": values["count"] * math.log(float(values["factor"])),
        "exponent-not-multiplied": each,
    }
    step = {
        "subnormals-forgotten": _first_below(factor, normal),
        "smallest-taken-for-zero": _first_below(factor, smallest, or_at=True),
        "other-format": _steps_to_zero(factor, other),
        "one-step-short": truth["step"] - 1,
    }
    double = {
        "normal": {"thought-of-float32": "zero"},
        "subnormal": {"subnormals-forgotten": "zero"},
        "zero": {"range-without-end": "normal"},
    }[truth["double"]]
    return {
        "power": _told_apart(truth["power"], power),
        "step": _told_apart(truth["step"], step),
        "double": double,
    }


def _first_below(factor: str, exponent: int, or_at: bool = False) -> int:
    """The first step whose exact product is below (or at) that power of two."""
    limit, product, steps = Fraction(2) ** exponent, Fraction(1), 0
    while product > limit or (product == limit and not or_at):
        product, steps = product * Fraction(factor), steps + 1
    return steps


def _told_apart(truth: float, wrong: dict[str, float]) -> dict[str, float]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, float] = {}
    for name, value in wrong.items():
        if all(abs(value - other) > 0.15 for other in (truth, *kept.values())):
            kept[name] = value
    return kept
