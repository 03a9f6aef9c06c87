"""Variance of a layer's sums and outputs, forward and backward: LeCun, Glorot, He, derived."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import product
from typing import Any

from heldout.authoring import Draw

# Slopes of the activation for positive and for negative sums.
ACTIVATIONS = {
    "relu": ("1", "0"),
    "leaky": ("1", "0.2"),
    "leakier": ("1", "0.5"),
    "identity": ("1", "1"),
    "doubled": ("2", "0"),
    "shrunk": ("0.5", "0.5"),
    "steep-leaky": ("1.5", "0.5"),
}
NAMES = {
    "relu": "ReLU",
    "leaky": "a leaky ReLU",
    "leakier": "a leaky ReLU",
    "identity": "the identity (which tanh nearly is around 0)",
    "doubled": "a ReLU with slope 2",
    "shrunk": "linear with slope 0.5",
    "steep-leaky": "piecewise linear",
}


def draw(rng: Draw) -> dict[str, Any]:
    kind = rng.choice([*ACTIVATIONS, "relu", "relu", "leaky"])
    up, down = ACTIVATIONS[kind]
    k = factor(up, down)
    fan_in, fan_out = rng.sample([50, 64, 80, 100, 120, 128, 200, 256, 300, 400], 2)
    width = rng.choice([100, 200, 400, 500])
    layers = rng.choice([5, 8, 10, 12, 15])
    # A spread near the right one, so that what the layers do to the signal can be written down.
    right = math.sqrt(1 / (float(k) * width))
    spread = round(right * rng.choice([0.5, 0.6, 0.8, 1.25, 1.5, 1.8]), 3)
    per_layer = float(k) * width * spread**2
    if up == down:
        shown = "z" if up == "1" else f"{up}\\,z"
        why = f"Every slope is {up}, so $k = {up}^2$."
    else:
        negative = {"0": "0"}.get(down, f"{down}\\,z")
        positive = "z" if up == "1" else f"{up}\\,z"
        shown = f"\\begin{{cases}} {positive} & z > 0 \\\\ {negative} & z \\le 0 \\end{{cases}}"
        why = (
            f"Each sign has half of $E[z^2]$, the slopes are squared: $k = ({up}^2 + {down}^2)/2$."
        )
    return {
        "kind": kind,
        "up": up,
        "down": down,
        "phi_name": NAMES[kind],
        "phi_shown": shown,
        "phi_why": why,
        "phi_effect": "It changes the mean square by a factor of its own."
        if k != 1
        else "Here it changes nothing.",
        "k": float(k),
        "fan_in": fan_in,
        "fan_out": fan_out,
        "width": width,
        "layers": layers,
        "spread": spread,
        "limit": round(math.sqrt(3 / (float(k) * fan_in)), 4),
        "per_layer": f"{per_layer:.4g}",
        "drift": readable(per_layer**layers),
    }


def readable(number: float) -> str:
    """Three digits, with a power of ten where that is shorter; in LaTeX."""
    digits, _, exponent = f"{number:.2e}".partition("e")
    if -3 <= int(exponent) <= 3:
        return f"{number:.3g}"
    return f"{digits} \\cdot 10^{{{int(exponent)}}}"


def factor(up: str, down: str) -> Fraction:
    """What the activation does to a mean square."""
    return (Fraction(up) ** 2 + Fraction(down) ** 2) / 2


def over(k: Fraction, fan: str) -> str:
    """One over k times the fan, as a formula."""
    top, bottom = k.denominator, k.numerator
    return f"{top}/{fan}" if bottom == 1 else f"{top}/({bottom}*{fan})"


def times(k: Fraction, what: str) -> str:
    if k == 1:
        return what
    return f"{what}/{k.denominator}" if k.numerator == 1 else f"{float(k):g}*{what}"


def answers(values: dict[str, Any]) -> dict[str, Any]:
    k = factor(values["up"], values["down"])
    per_layer = float(k) * values["width"] * values["spread"] ** 2
    return {
        "sum": "n*v*q",
        "activation": times(k, "s"),
        "forward": over(k, "n"),
        "backward": over(k, "m"),
        "compromise": "2/(n + m)",
        "limit": math.sqrt(3 / (float(k) * values["fan_in"])),
        "drift": per_layer ** values["layers"],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Sums over all signs of the weights of small layers, a pair of opposite sums, and for the
    uniform distribution a sum over a grid; the drift layer by layer in exact fractions."""

    def mean_square(size: int) -> Fraction:
        """Of sums over that many inputs of 3, for all weights of ±2: v = 4 and q = 9."""
        signs = list(product((-2, 2), repeat=size))
        return Fraction(sum(sum(3 * w for w in sign) ** 2 for sign in signs), len(signs))

    growth = (mean_square(4) - mean_square(3)) / (4 * 9)  # by one more input, for v = q = 1

    def phi(z: Fraction) -> Fraction:
        return z * Fraction(values["up"] if z > 0 else values["down"])

    z = Fraction(7, 5)
    k = (phi(z) ** 2 + phi(-z) ** 2) / 2 / z**2

    def variance_on(count: int) -> Fraction:
        """Of the middles of so many equal parts of (-1, 1)."""
        return sum(Fraction(2 * i + 1 - count, count) ** 2 for i in range(count)) / count

    # The error of that sum falls with the square of the count, so two of them cancel it.
    variance_of_one = (4 * variance_on(20) - variance_on(10)) / 3
    wanted = 1 / (k * values["fan_in"] * growth)
    square = Fraction(1)
    for _ in range(values["layers"]):
        square *= values["width"] * Fraction(str(values["spread"])) ** 2
        square = (phi(Fraction(1)) ** 2 + phi(Fraction(-1)) ** 2) / 2 * square
    return {
        "sum": f"({growth})*q*v*n",
        "activation": f"({k})*s",
        "forward": f"1/(({k})*({growth})*n)",
        "backward": f"1/(({k})*({growth})*m)",
        "compromise": f"1/(({growth})*(n + m)/2)",
        "limit": math.sqrt(wanted / variance_of_one),
        "drift": float(square),
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    up, down = values["up"], values["down"]
    k, a, b = factor(up, down), Fraction(up), Fraction(down)
    kf, width, spread, layers = float(k), values["width"], values["spread"], values["layers"]
    of_forward = {"fans-exchanged": over(k, "m"), "deviation-for-variance": f"sqrt({over(k, 'n')})"}
    of_backward = {"fans-exchanged": over(k, "n")}
    of_drift = {
        "one-layer": kf * width * spread**2,
        "deviation-multiplied": (kf * width * spread) ** layers,
    }
    if k != 1:
        of_forward |= {"activation-ignored": "1/n", "factor-upside-down": f"{kf}/n"}
        of_backward |= {"activation-ignored": "1/m", "factor-upside-down": f"{kf}/m"}
        of_drift["activation-ignored"] = (width * spread**2) ** layers
    # What each wrong way makes of a mean square of 1, and its formula.
    wrong = {"activation-ignored": 1.0}
    if a != b:
        wrong |= {"half-twice": kf / 2, "slope-not-squared": float((a + b) / 2)}
    elif k != 1:
        wrong["slope-not-squared"] = float(a)
    of_activation = {
        name: f"{number}*s" for name, number in numbers_apart(kf, wrong, 0.001).items()
    }
    if a != b:  # the mean of the output of normal sums, squared and taken away
        of_activation["variance-for-square"] = f"s*({kf} - {float((a - b) ** 2)}/(2*pi))"
    fan = values["fan_in"]
    of_limit = {
        "deviation-as-limit": math.sqrt(1 / (kf * fan)),
        "width-for-half": math.sqrt(12 / (kf * fan)),
        "fans-exchanged": math.sqrt(3 / (kf * values["fan_out"])),
    }
    if k != 1:
        of_limit["activation-ignored"] = math.sqrt(3 / fan)
    return {
        "sum": {
            "count-forgotten": "v*q",
            "deviations-added": "n^2*v*q",
            "mean-not-sum": "v*q/n",
            "weight-squared-again": "n*v^2*q",
        },
        "activation": of_activation,
        "forward": of_forward,
        "backward": of_backward,
        "compromise": {
            "two-forgotten": "1/(n + m)",
            "variances-averaged": "(1/n + 1/m)/2",
            "deviation-for-variance": "sqrt(2/(n + m))",
        },
        "limit": numbers_apart(math.sqrt(3 / (kf * fan)), of_limit, 0.0015),
        "drift": of_drift,
    }


def numbers_apart(truth: float, known: dict[str, float], gap: float) -> dict[str, float]:
    """The mistakes that lie clear of the truth and of each earlier one."""
    kept: dict[str, float] = {}
    for name, wrong in known.items():
        if all(abs(wrong - other) > gap for other in (truth, *kept.values())):
            kept[name] = wrong
    return kept
