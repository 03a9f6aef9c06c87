"""Squared error behind a sigmoid: slope, curvature, where it turns; and cross-entropy beside it."""

from __future__ import annotations

import cmath
import math
from typing import Any

from heldout.authoring import Draw

FRONTS = {
    "half": ("\\tfrac12\\,", 1),
    "one": ("", 2),
    "two": ("2\\,", 4),
    "quarter": ("\\tfrac14\\,", 0.5),
}


def draw(rng: Draw) -> dict[str, Any]:
    y = rng.integer(0, 1)
    front = rng.choice(["half", "half", "one", "one", "two", "quarter"])
    z = (-1 if y else 1) * rng.integer(25, 80) / 10
    latex, factor = FRONTS[front]
    square = rng.choice(["(a - y)^2", "(y - a)^2"]).replace("y", str(y))
    times = "" if factor == 1 else f"{factor:g}\\,"
    values = {
        "bend": rng.choice(["negative", "positive"]),
        "wrong": 1 - y,
        "y": y,
        "front": front,
        "factor": factor,
        "z": z,
        "cost": f"{latex}{'a^2' if y == 0 and rng.chance(0.3) else square}",
        "slope_shown": f"-{times}a\\,(1 - a)^2" if y else f"{times}a^2\\,(1 - a)",
        "curvature_shown": f"{times}a\\,(1-a)^2\\,\\big(3a - 1\\big)"
        if y
        else f"{times}a^2\\,(1-a)\\,\\big(2 - 3a\\big)",
        "turn_name": "\\tfrac13" if y else "\\tfrac23",
        "turn_z_name": "-\\ln 2" if y else "\\ln 2",
        "ceiling": f"{factor / 2:g}",
    }
    found = answers(values)
    return {
        **values,
        "turn_z": round(found["turn"][1], 4),
        "peak_value": round(found["peak"][1], 4),
        "tail_squared": f"{found['tail'][0]:.3g}",
        "tail_entropy": f"{found['tail'][1]:.3g}",
    }


def product(factor: float, formula: str) -> str:
    return formula if factor == 1 else f"{factor:g}*{formula}"


def answers(values: dict[str, Any]) -> dict[str, Any]:
    y, factor, z = values["y"], values["factor"], values["z"]
    a = 1 / (1 + math.exp(-z))
    turn = 1 / 3 if y else 2 / 3
    return {
        "slope": product(factor, f"(a - {y})*a*(1 - a)" if y else "a^2*(1 - a)"),
        "curvature": product(factor, "a*(1 - a)^2*(3*a - 1)" if y else "a^2*(1 - a)*(2 - 3*a)"),
        "turn": [turn, math.log(turn / (1 - turn))],
        "region": "far" if values["bend"] == "negative" else "near",
        "entropy-slope": "a - 1" if y else "a",
        "entropy-curvature": "a*(1 - a)",
        "tail": [factor * (a - y) * a * (1 - a), a - y],
        "peak": [turn, factor * abs(turn - y) * turn * (1 - turn)],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """SymPy differentiates by z and puts a in; complex steps; the turn and the peak from a
    scan of the second derivative and of the slope."""
    import numpy as np
    import sympy

    z, a = sympy.symbols("z a")
    y = values["y"]
    output = 1 / (1 + sympy.exp(-z))
    cost = sympy.Rational(str(values["factor"])) / 2 * (y - output) ** 2
    cross = -sympy.log(output) if y else -sympy.log(1 - output)
    odds = {sympy.exp(-z): (1 - a) / a}

    def in_output(order: int, of: Any) -> Any:
        return sympy.cancel(sympy.diff(of, z, order).subs(odds))

    slope, curvature = in_output(1, cost), in_output(2, cost)
    # The derivative as the imaginary part of a step into the complex numbers.
    a_at = 1 / (1 + cmath.exp(-complex(values["z"], 1e-30)))
    costs = values["factor"] / 2 * (y - a_at) ** 2, -cmath.log(a_at if y else 1 - a_at)
    tail = [cost.imag / 1e-30 for cost in costs]
    bends, pushes = sympy.lambdify(a, curvature), sympy.lambdify(a, slope)
    low, high = 0.02, 0.98  # bisection on the sign of the second derivative
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if bends(middle) * bends(0.02) > 0 else (low, middle)
    grid = np.linspace(0.001, 0.999, 999)
    bent = grid[(bends(grid) < 0) == (values["bend"] == "negative")]
    if not len(bent):
        region = "nowhere"
    elif bent.min() > 0.01 and bent.max() < 0.99:
        region = "middle"
    else:
        region = "far" if abs(bent.mean() - y) > 0.5 else "near"
    return {
        "slope": str(slope),
        "curvature": str(curvature),
        "turn": [low, math.log(low) - math.log1p(-low)],
        "region": region,
        "entropy-slope": str(in_output(1, cross)),
        "entropy-curvature": str(in_output(2, cross)),
        "tail": tail,
        "peak": [low, abs(float(pushes(low)))],
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    y, factor, z = values["y"], values["factor"], values["z"]
    truth = answers(values)
    other = answers({**values, "y": 1 - y})
    # With a half in front people leave the 2 standing; otherwise they drop it.
    wrong = 2 if factor == 1 else factor / 2
    a = 1 / (1 + math.exp(-z))
    turn, turn_z = truth["turn"]
    squared, entropy = truth["tail"]
    half_slope = factor * 0.5 * 0.25
    return {
        "slope": {
            "slope-forgotten": f"{factor}*(a - {y})",
            "sign-reversed": f"-({truth['slope']})",
            "factor-wrong": f"{wrong}*(a - {y})*a*(1 - a)",
            "target-exchanged": other["slope"],
        },
        "curvature": {
            "by-output-only": f"{factor}*({'1 - 4*a + 3*a^2' if y else '2*a - 3*a^2'})",
            "gauss-newton": f"{factor}*a^2*(1 - a)^2",
            "first-factor-only": f"{factor}*(a - {y})*a*(1 - a)*(1 - 2*a)",
            "target-exchanged": other["curvature"],
        },
        "turn": {
            "half-believed": [0.5, 0.0],
            "other-target": [1 - turn, -turn_z],
            "sum-and-output": [turn, turn],
        },
        "region": {
            "half-of-sigmoid": "middle",
            "sides-exchanged": "near" if values["bend"] == "negative" else "far",
        },
        "entropy-slope": {
            "slope-left-in": f"(a - {y})*a*(1 - a)",
            "by-output-only": "-1/a" if y else "1/(1 - a)",
            "sign-reversed": f"{y} - a",
        },
        "entropy-curvature": {
            "linear-curvature": "1",
            "not-differentiated-again": f"a - {y}",
            "by-output-only": "1/a^2" if y else "1/(1 - a)^2",
        },
        "tail": {
            "both-full": [factor * (a - y), entropy],
            "both-small": [squared, entropy * a * (1 - a)],
            "tail-sign": [-squared, -entropy],
        },
        "peak": {
            "half-believed": [0.5, half_slope],
            "at-the-target": [float(1 - y), 0.0],
        },
    }
