"""The slope of tanh from its exponentials, in three ways of writing it, and on a small array."""

from __future__ import annotations

import cmath
import math
from typing import Any

from heldout.authoring import Draw

SCALES = [1, 1, 1, 1.5, 2, 2.5, 3]


def draw(rng: Draw) -> dict[str, Any]:
    k = rng.choice(SCALES)
    form = rng.choice(["both", "falling", "rising"])
    array = [rng.sign() * rng.decimal(0.15, 0.95, 3) for _ in range(3)]
    one, two = _power(k), _power(2 * k)
    minus, minus_two = _power(-k), _power(-2 * k)
    k4 = f"{4 * k:g}"
    factor, double = _factor(k), _factor(2 * k)
    shown = {
        "both": (
            f"{one} - {minus}",
            f"{one} + {minus}",
            f"{factor}({one} + {minus})" if factor else f"{one} + {minus}",
            f"{factor}({one} - {minus})" if factor else f"{one} - {minus}",
            k4,
        ),
        "falling": (
            f"1 - {minus_two}",
            f"1 + {minus_two}",
            f"{double}{minus_two}",
            f"-{double}{minus_two}",
            f"{k4}\\,{minus_two}",
        ),
        "rising": (
            f"{two} - 1",
            f"{two} + 1",
            f"{double}{two}",
            f"{double}{two}",
            f"{k4}\\,{two}",
        ),
    }[form]
    return {
        "form": form,
        "k": k,
        "times": factor,
        "inner": _argument(k),
        "top": shown[0],
        "bottom": shown[1],
        "top_slope": shown[2],
        "bottom_slope": shown[3],
        "numerator": shown[4],
        "array": array,
        "shown_values": [round(math.tanh(k * x), 4) for x in array],
        "shown_slopes": [round(k * (1 - math.tanh(k * x) ** 2), 4) for x in array],
    }


def _argument(k: float) -> str:
    return "x" if k == 1 else f"-{_argument(-k)}" if k < 0 else f"{k:g}\\,x"


def _power(k: float) -> str:
    """e to the k x, in LaTeX."""
    return f"e^{{{_argument(k)}}}"


def _factor(k: float) -> str:
    """A factor in LaTeX, with 1 left unwritten."""
    return "" if k == 1 else f"{k:g}\\,"


def product(factor: float, formula: str) -> str:
    """A product as a formula, with a factor of 1 or -1 left unwritten."""
    if abs(factor) == 1:
        return formula if factor > 0 else f"-{formula}"
    return f"{factor:g}*{formula}"


def power(k: float) -> str:
    """e to the k x as a formula."""
    return f"exp({product(k, 'x')})"


def quotient_of(form: str, k: float) -> tuple[str, str, str, str]:
    """u, v, u' and v' as formulas."""
    up, down, up_two, down_two = power(k), power(-k), power(2 * k), power(-2 * k)
    if form == "both":
        total, difference = f"({up} + {down})", f"({up} - {down})"
        return difference, total, product(k, total), product(k, difference)
    if form == "falling":
        slope, other = product(2 * k, down_two), product(-2 * k, down_two)
        return f"(1 - {down_two})", f"(1 + {down_two})", slope, other
    slope = product(2 * k, up_two)
    return f"({up_two} - 1)", f"({up_two} + 1)", slope, slope


def answers(values: dict[str, Any]) -> dict[str, Any]:
    k, form = values["k"], values["form"]
    _, _, top, bottom = quotient_of(form, k)
    numerator = {
        "both": f"{4 * k:g}",
        "falling": product(4 * k, power(-2 * k)),
        "rising": product(4 * k, power(2 * k)),
    }[form]
    tanh = [math.tanh(k * x) for x in values["array"]]
    return {
        "top": top,
        "bottom": bottom,
        "numerator": numerator,
        "by-value": product(k, "(1 - y^2)"),
        "values": [tanh],
        "slopes": [[k * (1 - t * t) for t in tanh]],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """SymPy differentiates the printed quotient; numbers by a complex step through exponentials."""
    import sympy

    x, y = sympy.symbols("x y", real=True)
    k = sympy.Rational(str(values["k"]))
    up, down = sympy.exp(k * x), sympy.exp(-k * x)
    u, v = {
        "both": (up - down, up + down),
        "falling": (1 - down**2, 1 + down**2),
        "rising": (up**2 - 1, up**2 + 1),
    }[values["form"]]
    # y = (q - 1)/(q + 1) with q = e^(2kx), so x = log((1 + y)/(1 - y)) / 2k, put into the slope.
    q = (1 + y) / (1 - y)
    by_q = sympy.diff((x - 1) / (x + 1), x).subs(x, q) * 2 * k * q
    # A step so small that it is only seen in the imaginary part, which then is step times slope.
    step = 1e-30
    powers = [cmath.exp(2 * values["k"] * complex(place, step)) for place in values["array"]]
    stepped = [(power - 1) / (power + 1) for power in powers]
    return {
        "top": str(sympy.diff(u, x)),
        "bottom": str(sympy.diff(v, x)),
        "numerator": str(sympy.diff(u / v, x) * v**2),
        "by-value": str(by_q),
        "values": [[value.real for value in stepped]],
        "slopes": [[value.imag / step for value in stepped]],
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    k, form = values["k"], values["form"]
    u, v, top, bottom = quotient_of(form, k)
    of_top, of_bottom = {}, {}
    if form == "both":
        of_top["sign-of-exponent-lost"], of_bottom["sign-of-exponent-lost"] = bottom, top
        if k != 1:
            of_top["inner-derivative-forgotten"] = v
            of_bottom["inner-derivative-forgotten"] = u
    else:
        of_top["inner-derivative-forgotten"] = power(-2 * k if form == "falling" else 2 * k)
        of_bottom["inner-derivative-forgotten"] = (
            f"-{power(-2 * k)}" if form == "falling" else power(2 * k)
        )
        of_top["constant-differentiated"] = f"{top} {'+' if form == 'falling' else '-'} 1"
        of_bottom["constant-differentiated"] = f"{bottom} + 1"
        if form == "falling":
            of_top["sign-of-exponent-lost"], of_bottom["sign-of-exponent-lost"] = bottom, top
    numerator = {
        "numerator-added": f"{top}*{v} + {u}*({bottom})",
        "numerator-reversed": f"{u}*({bottom}) - {top}*{v}",
    }
    if form != "rising" or k != 1:
        numerator["quotient-of-derivatives"] = f"{top}*({bottom})"
    tanh = [math.tanh(k * x) for x in values["array"]]
    of_value = {
        "sigmoid-rule-used": f"{k}*y*(1 - y)",
        "square-forgotten": f"{k}*(1 - y)",
        "plus-for-minus": f"{k}*(1 + y^2)",
    }
    of_slopes = {
        "input-squared": [[k * (1 - x * x) for x in values["array"]]],
        "sigmoid-rule-used": [[k * t * (1 - t) for t in tanh]],
        "square-forgotten": [[k * (1 - t) for t in tanh]],
    }
    if k != 1:
        of_value["inner-derivative-forgotten"] = "1 - y^2"
        of_slopes["inner-derivative-forgotten"] = [[1 - t * t for t in tanh]]
    return {
        "top": of_top,
        "bottom": of_bottom,
        "numerator": numerator,
        "by-value": of_value,
        "values": {
            "tangent-used": [[math.tan(k * x) for x in values["array"]]],
            "sigmoid-used": [[1 / (1 + math.exp(-k * x)) for x in values["array"]]],
        },
        "slopes": of_slopes,
    }
