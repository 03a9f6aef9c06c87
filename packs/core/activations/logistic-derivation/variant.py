"""The logistic function: chain rule, slope by value, second derivative, steepest slope."""

from __future__ import annotations

from typing import Any

from heldout.authoring import Draw

SIZES = [0.5, 1.5, 2, 2.5, 3, 5, 6]
WISHES = [0.05, 0.1, 0.15, 0.2, 0.3, 0.35, 0.4, 0.6, 0.7, 0.8, 1.2, 1.5]


def draw(rng: Draw) -> dict[str, Any]:
    """A slope parameter, the fraction in one of two forms, and a slope to be reached."""
    slope = rng.choice(SIZES) * (-1 if rng.chance(0.3) else 1)
    falling = rng.chance(0.5)  # q = e^(-ax), or q = e^(ax)
    inner = -slope if falling else slope
    power = f"e^{{{inner:g}\\,x}}"
    wish = rng.choice(WISHES)
    return {
        "slope": slope,
        "size": abs(slope),
        "form": "falling" if falling else "rising",
        "inner_slope": inner,
        "power": power,
        "shown": f"\\frac{{1}}{{1 + {power}}}" if falling else f"\\frac{{{power}}}{{1 + {power}}}",
        "by_q": "1/(1+q)" if falling else "q/(1+q)",
        "outer_shown": "-\\frac{1}{(1+q)^2}" if falling else "\\frac{1}{(1+q)^2}",
        "squared": slope * slope,
        "quarter": abs(slope) / 4,
        "wish": wish,
        "wanted": round(4 * wish, 4),
    }


def answers(values: dict[str, Any]) -> dict[str, Any]:
    a, c = values["slope"], values["inner_slope"]
    q = f"exp({c:g}*x)"
    return {
        "inner": f"{c:g}*{q}",
        "outer": "-1/(1 + q)^2" if values["form"] == "falling" else "1/(1 + q)^2",
        "slope": f"{a:g}*{q}/(1 + {q})^2",
        "by-value": f"{a:g}*y*(1 - y)",
        "second": f"{a * a:g}*y*(1 - y)*(1 - 2*y)",
        "steepest": [0.5, abs(a) / 4],
        "design": 4 * values["wish"],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """SymPy on the definition; the steepest point as a root of the second derivative; the wanted
    parameter by bisection on a measured slope."""
    import sympy

    x, y, q = sympy.symbols("x y q", positive=True)
    a, c = (sympy.Rational(str(values[name])) for name in ("slope", "inner_slope"))
    exponential = sympy.exp(c * x)
    by_q = 1 / (1 + q) if values["form"] == "falling" else q / (1 + q)
    f = by_q.subs(q, exponential)
    inverse = sympy.log(y / (1 - y)) / a  # x as a function of y
    second = sympy.diff(f, x, 2).subs(x, inverse)
    middle = f.subs(x, 0)  # f'' is odd about 0, where both exponentials are 1
    return {
        "inner": str(sympy.diff(exponential, x)),
        "outer": str(sympy.diff(by_q, q)),
        "slope": str(sympy.diff(f, x)),
        "by-value": str(sympy.diff(f, x).subs(x, inverse)),
        "second": str(second),
        "steepest": [float(middle), abs(float(sympy.diff(f, x).subs(x, 0)))],
        "design": _parameter_for(values["wish"]),
    }


def _parameter_for(wish: float) -> float:
    """The parameter whose logistic function has that slope at 0, by bisection."""
    import mpmath

    with mpmath.workdps(40):
        step = mpmath.mpf(10) ** -15
        low, high = mpmath.mpf(0), mpmath.mpf(20)
        for _ in range(80):
            middle = (low + high) / 2
            up, down = (1 / (1 + mpmath.exp(-middle * at)) for at in (step, -step))
            if (up - down) / (2 * step) < mpmath.mpf(str(wish)):
                low = middle
            else:
                high = middle
        return float(low)


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    a, c = values["slope"], values["inner_slope"]
    q = f"exp({c}*x)"
    truth = answers(values)
    of_outer = {"logarithm-taken": "log(1 + q)"}
    if values["form"] == "falling":
        of_outer |= {"square-forgotten": "-1/(1 + q)", "sign-of-step-lost": "1/(1 + q)^2"}
    else:
        of_outer |= {"square-forgotten": "1/(1 + q)", "sign-of-step-lost": "-1/(1 + q)^2"}
    return {
        "inner": {"inner-derivative-forgotten": q, "sign-of-step-lost": f"-({c}*{q})"},
        "outer": of_outer,
        "slope": {
            "inner-derivative-forgotten": f"{'-' if a < 0 else ''}{q}/(1 + {q})^2",
            "sign-lost": f"-({truth['slope']})",
            "square-forgotten": f"{a}*{q}/(1 + {q})",
        },
        "by-value": {
            "inner-derivative-forgotten": "y*(1 - y)",
            "complement-forgotten": f"{a}*y^2",
            "sign-lost": f"-({a}*y*(1 - y))",
        },
        "second": {
            "differentiated-by-value-only": f"{a}*(1 - 2*y)",
            "inner-factor-once": f"{a}*y*(1 - y)*(1 - 2*y)",
            "bend-turned": f"-({a * a}*y*(1 - y)*(1 - 2*y))",
        },
        "steepest": {
            "parameter-as-slope": [0.5, abs(a)],
            "half-for-quarter": [0.5, abs(a) / 2],
            "value-one": [1.0, 0.0],
        },
        "design": {
            "quarter-upside-down": values["wish"] / 4,
            "equal-to-slope": values["wish"],
            "half-for-quarter": 2 * values["wish"],
        },
    }
