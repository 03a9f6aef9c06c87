"""Swish with a drawn beta: its graph, and its lowest point by scaling the one for beta = 1."""

import math
from typing import Any

import numpy as np

from heldout.authoring import Draw, sketch

LEFT, RIGHT = -8, 2
DIP = -1.2784645427610738  # solves t = -1 - exp(t); t sigmoid(t) is t + 1 there


def draw(rng: Draw) -> dict[str, object]:
    # Depth 0.56 to 0.22 on a paper three units high: deep enough to be seen in a sketch.
    hundredths = rng.integer(50, 125)
    while 90 <= hundredths <= 110:  # too near to beta = 1, whose dip is given
        hundredths = rng.integer(50, 125)
    beta = hundredths / 100
    return {"beta": beta, "x": DIP / beta, "depth": (DIP + 1) / beta}


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def answers(values: dict[str, Any]) -> dict[str, Any]:
    beta, x, depth = values["beta"], values["x"], values["depth"]
    curve = sketch.points(lambda place: place * sigmoid(beta * place), LEFT, RIGHT)
    features = [
        sketch.passes("", 0, 0, slack=0.05),
        sketch.lowest(
            "", x, depth, slack=0.075, says=f"The dip must be near x = {x:.2g}, at {depth:.2g}."
        ),
        sketch.ends(
            "", "left", curve[0][1], slack=0.05, says="Far to the left it comes back to 0."
        ),
        sketch.falls("", LEFT, x - 0.4, 0.03),
        sketch.rises("", x + 0.4, RIGHT, 0.2),
        sketch.passes("", RIGHT, curve[-1][1], slack=0.09),
        sketch.near("", slack=0.09),
    ]
    return {"drawing": {"curves": {"": curve}, "features": features}, "bottom": [x, depth]}


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """The curve through tanh, and the lowest point where the slope is 0, by halving."""
    beta = values["beta"]

    def swish(x: Any) -> Any:
        return x * (1 + np.tanh(beta * x / 2)) / 2

    x = np.linspace(LEFT, RIGHT, 121)
    low, high = float(LEFT), 0.0
    while high - low > 1e-13:  # the slope is negative left of the lowest point
        middle = (low + high) / 2
        s = sigmoid(beta * middle)
        low, high = (middle, high) if s + beta * middle * s * (1 - s) < 0 else (low, middle)
    place = (low + high) / 2
    return {
        "drawing": {"curves": {"": np.stack([x, swish(x)], axis=1).tolist()}},
        "bottom": [place, float(swish(place))],
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    beta, x, depth = values["beta"], values["x"], values["depth"]

    def drawn(f: Any) -> dict[str, Any]:
        return {"curves": {"": sketch.points(f, LEFT, RIGHT)}}

    return {
        "drawing": {
            "relu-drawn": drawn(lambda place: max(0.0, place)),
            "sigmoid-drawn": drawn(lambda place: sigmoid(beta * place)),
        },
        "bottom": {
            "beta-forgotten": [DIP, DIP + 1],
            "beta-multiplied": [DIP * beta, (DIP + 1) * beta],
            "depth-not-scaled": [x, DIP + 1],
            "sign-lost": [-x, -depth],
        },
    }
