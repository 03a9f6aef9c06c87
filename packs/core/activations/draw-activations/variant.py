"""Sigmoid, tanh, ReLU and leaky ReLU of a shifted and perhaps mirrored argument, to be drawn."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from heldout.authoring import Draw, sketch

LEFT, RIGHT = -6, 6
CENTRES = [-2, -1.5, -1, 1, 1.5, 2]
LEAKS = [0.25, 0.3, 0.35, 0.4]

Curve = Callable[[float], float]


def draw(rng: Draw) -> dict[str, object]:
    sign = -1 if rng.chance(0.4) else 1
    centre = rng.choice(CENTRES)
    leak = rng.choice(LEAKS)
    moved = f"x {'-' if centre > 0 else '+'} {abs(centre):g}"
    inner = moved if sign > 0 else f"{centre:g} - x"
    left, right = ("near 0", "near 1") if sign > 0 else ("near 1", "near 0")
    silent, active = "0", "rises with slope 1" if sign > 0 else "falls with slope −1"
    leaking = f"slope {'' if sign > 0 else '−'}{leak:g}, negative"
    return {
        "sign": sign,
        "centre": centre,
        "leak": leak,
        "inner": inner,
        "sigmoid_left": left,
        "sigmoid_right": right,
        "sigmoid_slope": sign / 4,
        "tanh_left": "near −1" if sign > 0 else "near 1",
        "tanh_right": "near 1" if sign > 0 else "near −1",
        "tanh_slope": sign,
        "relu_left": silent if sign > 0 else active,
        "relu_right": active if sign > 0 else silent,
        "leaky_left": leaking if sign > 0 else active,
        "leaky_right": active if sign > 0 else leaking,
    }


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def relu(z: float) -> float:
    return max(0.0, z)


def leaky(z: float, leak: float) -> float:
    return z if z > 0 else leak * z


def of(values: dict[str, Any], f: Curve, sign: int = 0, centre: float | None = None) -> list[Any]:
    """The points of f over the axis, with the drawn argument or another one."""
    s = sign or values["sign"]
    c = values["centre"] if centre is None else centre
    return sketch.points(lambda x: f(s * (x - c)), LEFT, RIGHT)


def steep(values: dict[str, Any], f: Curve, side: int) -> dict[str, Any]:
    """How far the S has come one unit beside its middle: a ramp has not."""
    x, y = values["centre"] + side, f(values["sign"] * side)
    return sketch.passes("", x, y, 0.065, says=f"At $x = {x:g}$ it must be near {y:.2f}.")


def smooth(values: dict[str, Any], f: Curve, low: float, middle: float) -> dict[str, Any]:
    """An S between `low` and 1."""
    sign, centre = values["sign"], values["centre"]
    goes = sketch.rises if sign > 0 else sketch.falls
    left, right = (low, 1) if sign > 0 else (1, low)
    before, after = (
        (sketch.bends_up, sketch.bends_down) if sign > 0 else (sketch.bends_down, sketch.bends_up)
    )
    return {
        "curves": {"": of(values, f)},
        "features": [
            sketch.ends("", "left", left),
            sketch.ends("", "right", right),
            sketch.passes("", centre, middle),
            *(steep(values, f, side) for side in (-1, 1)),
            goes("", LEFT, RIGHT, 0.2),
            before(
                "",
                LEFT + 0.5,
                centre,
                0.012,
                says=f"Left of x = {centre:g} the S bends the other way.",
            ),
            after(
                "",
                centre,
                RIGHT - 0.5,
                0.012,
                says=f"Right of x = {centre:g} the S bends the other way.",
            ),
            sketch.near(""),
        ],
    }


def hinge(values: dict[str, Any], f: Curve, leak: float) -> dict[str, Any]:
    """Two straight pieces with a corner at the centre."""
    sign, centre = values["sign"], values["centre"]
    silent = (LEFT, centre - 0.3) if sign > 0 else (centre + 0.3, RIGHT)
    active = (centre + 0.3, RIGHT) if sign > 0 else (LEFT, centre - 0.3)
    # Far out on the silenced side, where the leak has had room to show.
    side, far = ("left", LEFT + 0.5) if sign > 0 else ("right", RIGHT - 0.5)
    level = f(sign * (far - centre))
    features = [
        sketch.straight("", *silent, says="The silenced side must be straight."),
        sketch.straight("", *active, slack=0.06, says="The active side must be straight."),
        sketch.kink("", centre, least=0.35),
        sketch.passes("", centre, 0, slack=0.055),
        sketch.ends(
            "", side, level, slack=0.045, says=f"On the {side}, it must be near {level:.2g}."
        ),
        sketch.near("", slack=0.1),
    ]
    if not leak:
        features.append(sketch.stays_above("", 0, says="The ReLU is never negative."))
    return {"curves": {"": of(values, f)}, "features": features}


def answers(values: dict[str, Any]) -> dict[str, Any]:
    leak = values["leak"]
    return {
        "sigmoid": smooth(values, sigmoid, 0, 0.5),
        "tanh": smooth(values, math.tanh, -1, 0),
        "relu": hinge(values, relu, 0),
        "leaky": hinge(values, lambda z: leaky(z, leak), leak),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """By other formulas: identities for the smooth ones, absolute values for the others."""
    x = np.linspace(LEFT, RIGHT, 121)
    z = values["sign"] * (x - values["centre"])
    leak = values["leak"]
    curves = {
        "sigmoid": 0.5 * (1 + np.tanh(z / 2)),
        "tanh": (np.exp(2 * z) - 1) / (np.exp(2 * z) + 1),
        "relu": (z + np.abs(z)) / 2,
        "leaky": (1 + leak) / 2 * z + (1 - leak) / 2 * np.abs(z),
    }
    return {name: {"curves": {"": np.stack([x, y], axis=1).tolist()}} for name, y in curves.items()}


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    sign, centre, leak = values["sign"], values["centre"], values["leak"]

    def drawn(f: Curve, **other: Any) -> dict[str, Any]:
        return {"curves": {"": of(values, f, **other)}}

    def leaking(z: float) -> float:
        return leaky(z, leak)

    functions = {"sigmoid": sigmoid, "tanh": math.tanh, "relu": relu, "leaky": leaking}
    wrong = {name: {"wrong-way": drawn(f, centre=-centre)} for name, f in functions.items()}
    if sign < 0:
        for name, f in functions.items():
            wrong[name]["not-mirrored"] = drawn(f, sign=1)
    wrong["sigmoid"]["tanh-drawn"] = drawn(math.tanh)
    wrong["tanh"]["sigmoid-drawn"] = drawn(sigmoid)
    wrong["leaky"]["relu-drawn"] = drawn(relu)
    wrong["leaky"]["leak-folded-up"] = drawn(lambda z: z if z > 0 else -leak * z)
    return wrong
