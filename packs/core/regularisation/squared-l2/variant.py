"""The squared length of a vector as a penalty, and its length: slopes, curvature, steps."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from heldout.authoring import Draw

FACTORS = {"1/2": r"\tfrac12", "1/4": r"\tfrac14", "1": "", "2": "2", "3": "3", "3/2": r"\tfrac32"}
SIDES = [(3, 4, 5), (5, 12, 13), (8, 6, 10), (15, 8, 17)]


def draw(rng: Draw) -> dict[str, Any]:
    factor = rng.choice(list(FACTORS))
    first, second, length = rng.choice(SIDES)
    twice = 2 * Fraction(factor)
    rate = rng.choice([0.05, 0.1, 0.15])
    start = rng.choice([4, 5, 8, 10, 20]) if rng.chance(0.5) else rng.choice([2, 3, 6, 12])
    return {
        "factor": factor,
        "shown": FACTORS[factor],
        "slope": float(twice),
        "direction": [rng.sign() * first, rng.sign() * second],
        "length": length,
        "rate": rate,
        "start": start,
    }


def answers(values: dict[str, Any]) -> dict[str, Any]:
    factor, slope, length = values["factor"], values["slope"], values["length"]
    kink = float(Fraction(factor)) * length
    rate, start = values["rate"], values["start"]
    twice = "" if slope == 1 else f"{slope:g} "
    once = "" if factor == "1" else f"({factor}) " if "/" in factor else f"{factor} "
    return {
        "squared": f"{twice}w",
        "length": f"{once}w / norm(w)",
        "curvature": f"{twice}I_d",
        "coupling": f"{once}(I / norm(w) - w w^T / norm(w)^3)",
        "at-zero": [-kink, kink, 0],
        "step": [start * (1 - rate * slope), start - rate * slope / 2],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """SymPy differentiates sums of squares in two dimensions; quotients give the slopes at 0."""
    import sympy

    a, b, t = sympy.symbols("a b t", real=True)
    c = sympy.Rational(values["factor"])
    squared, length = c * (a**2 + b**2), c * sympy.sqrt(a**2 + b**2)
    at = {a: 3, b: 4}  # of length 5, where each derivative is read off
    hessian = sympy.hessian(squared, (a, b))
    bent = sympy.hessian(length, (a, b)).subs(at)
    # With w = (3, 4): entry (1, 2) is p * 12 / 125, and entry (1, 1) is q / 5 + p * 9 / 125.
    p = bent[0, 1] * sympy.Rational(125, 12)
    q = 5 * (bent[0, 0] - p * sympy.Rational(9, 125))
    along = length.subs({a: t * values["direction"][0], b: t * values["direction"][1]})
    # The length is proportional to |t|: a quotient at any t tells the slope on that side.
    left, right = (along.subs(t, side) / side for side in (-1, 1))
    near = sympy.Rational(1, 1000)  # the square is even: its quotients on both sides cancel
    flat = sum((along**2 / c).subs(t, side) / side for side in (-near, near)) / 2
    rate, start = sympy.Rational(str(values["rate"])), values["start"]
    on_axis = {a: start, b: 0}
    return {
        "squared": f"({sympy.diff(squared, a).subs(at)}/3) w",
        "length": f"({sympy.diff(length, a).subs(at)} * 5/3) w (w^T w)^(-1/2)",
        "curvature": f"({hessian[0, 0]}) I_d + ({hessian[0, 1]}) w w^T",
        "coupling": f"({p}) w w^T (w^T w)^(-3/2) + ({q}) (w^T w)^(-1/2) I",
        "at-zero": [float(left), float(right), float(flat)],
        "step": [
            float(start - rate * sympy.diff(size, a).subs(on_axis)) for size in (squared, length)
        ],
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    factor, slope = values["factor"], values["slope"]
    kink = float(Fraction(factor)) * values["length"]
    rate, start = values["rate"], values["start"]
    half = slope / 2
    return {
        "squared": {
            "two-forgotten": f"({factor}) w",
            "length-for-vector": f"{slope} norm(w)",
            "not-differentiated": f"({factor}) w^T w",
        },
        "length": {
            "as-if-squared": f"{slope} w",
            "length-squared-below": f"({factor}) w / norm(w)^2",
            "root-only": f"({factor}) w / (2 norm(w))",
            "size-of-entries": f"({factor}) w ./ |w|",
        },
        "curvature": {"number-only": f"{slope}", "ones": f"{slope} (w .* 0 + 1) (w .* 0 + 1)^T"},
        "coupling": {
            "quotient-rule": f"({factor}) I / norm(w)",
            "one-power-less": f"({factor}) (I - w w^T) / norm(w)",
        },
        "at-zero": {
            "slope-zero": [0, 0, 0],
            "one-sided": [kink, kink, 0],
            "direction-not-measured": [-float(Fraction(factor)), float(Fraction(factor)), 0],
        },
        "step": {
            "both-shrink-by-factor": [start * (1 - rate * slope), start * (1 - rate * half)],
            "both-by-the-same": [start - rate * slope, start - rate * half],
        },
    }
