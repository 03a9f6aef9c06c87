"""Swish with a drawn parameter: value, derivative, the form a backward pass uses, the minimum."""

from __future__ import annotations

import cmath
import math
from typing import Any

from heldout.authoring import Draw

BETAS = [0.4, 0.5, 0.6, 0.7, 0.8, 1.25, 1.4, 1.5, 1.6, 1.7, 1.8, 2, 2.2, 2.5, 3, 3.5, 4, 5]


def sigmoid(t: float) -> float:
    return 1 / (1 + math.exp(-t))


def lowest_place() -> float:
    """Where u sigmoid(u) is lowest: Newton's method on its slope, divided by the sigmoid."""
    u = -1.0
    for _ in range(9):
        s = sigmoid(u)
        u -= (1 + u * (1 - s)) / ((1 - s) * (1 - u * s))
    return u


PLACE = lowest_place()
DEPTH = PLACE * sigmoid(PLACE)


def draw(rng: Draw) -> dict[str, Any]:
    beta = rng.choice(BETAS)
    # Not where the gate is nearly shut or open: there all formulas look alike.
    at = rng.sign() * rng.integer(4, 16) / 10
    while not 0.3 <= abs(at * beta) <= 2.5:
        at = rng.sign() * rng.integer(1, 25) / 10
    to_infinity = rng.chance(0.5)
    gate = sigmoid(beta * at)
    return {
        "beta": beta,
        "at": at,
        "to_infinity": to_infinity,
        "towards": "infinity" if to_infinity else "0",
        "gate": round(gate, 4),
        "value": round(at * gate, 4),
        "slope": round(gate + beta * at * gate * (1 - gate), 4),
        "place": round(PLACE / beta, 4),
        "depth": round(DEPTH / beta, 4),
    }


def answers(values: dict[str, Any]) -> dict[str, Any]:
    beta, at = values["beta"], values["at"]
    gate = sigmoid(beta * at)
    s = f"sigmoid({beta:g}*x)"
    return {
        "function": f"x*{s}",
        "derivative": f"{s} + {beta:g}*x*{s}*(1 - {s})",
        "through-value": f"s + {beta:g}*f*(1 - s)",
        "at-point": [at * gate, gate + beta * at * gate * (1 - gate)],
        "lowest": [PLACE / beta, DEPTH / beta],
        "limit": "relu(x)" if values["to_infinity"] else "x/2",
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """SymPy's derivative, a complex step, Lambert's function for the dip, and for the limit the
    half of a sum or Swish itself with a parameter next to 0."""
    import mpmath
    import sympy

    x = sympy.symbols("x", real=True)
    beta = sympy.Rational(str(values["beta"]))
    f = x / (1 + sympy.exp(-beta * x))
    # A step so small that it is only seen in the imaginary part, which then is step times slope.
    step = 1e-30
    place = complex(values["at"], step)
    value = place / (1 + cmath.exp(-values["beta"] * place))
    # 1 + u (1 - sigmoid(u)) = 0 is solved by Lambert's function: u = -1 - w with w e^w = 1/e.
    w = float(mpmath.lambertw(mpmath.exp(-1)))
    limit = "(x + abs(x))/2" if values["to_infinity"] else "x/(1 + exp(-x/10^30))"
    return {
        "function": str(f),
        "derivative": str(sympy.diff(f, x)),
        "through-value": f"{values['beta']}*f + s*(1 - {values['beta']}*f)",
        "at-point": [value.real, value.imag / step],
        "lowest": [-(1 + w) / values["beta"], -w / values["beta"]],
        "limit": limit,
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    beta, at = values["beta"], values["at"]
    s, plain = f"sigmoid({beta}*x)", "sigmoid(x)"
    gate, open_slope = sigmoid(beta * at), sigmoid(beta * at) * (1 - sigmoid(beta * at))
    place, depth = PLACE / beta, DEPTH / beta
    return {
        "function": {
            "gate-only": s,
            "parameter-outside": f"{beta}*x*{plain}",
            "parameter-forgotten": f"x*{plain}",
            "tanh-as-gate": f"x*tanh({beta}*x)",
        },
        "derivative": {
            "product-rule-forgotten": s,
            "other-term-forgotten": f"{beta}*x*{s}*(1 - {s})",
            "inner-derivative-forgotten": f"{s} + x*{s}*(1 - {s})",
            "product-of-slopes": f"{beta}*{s}*(1 - {s})",
        },
        "through-value": {
            "value-not-multiplied": "s + f*(1 - s)",
            "value-for-input": f"s + {beta}*f*s*(1 - s)",
            "other-term-forgotten": f"{beta}*f*(1 - s)",
        },
        "at-point": {
            "product-rule-forgotten": [at * gate, gate],
            "inner-derivative-forgotten": [at * gate, gate + at * open_slope],
            "parameter-forgotten": [
                at * sigmoid(at),
                sigmoid(at) + at * sigmoid(at) * (1 - sigmoid(at)),
            ],
        },
        "lowest": {
            "not-scaled": [PLACE, DEPTH],
            "scaled-up": [PLACE * beta, DEPTH * beta],
            "depth-not-scaled": [place, DEPTH],
            "place-not-scaled": [PLACE, depth],
        },
        "limit": {
            "limit-exchanged": "x/2" if values["to_infinity"] else "relu(x)",
            "gate-limit": "(1 + sign(x))/2" if values["to_infinity"] else "1/2",
        },
    }
