"""A logistic function with drawn slope, centre and height: formula, derivative, steepest slope."""

from typing import Any

import mpmath

from heldout.authoring import Draw

SLOPES = [0.5, 1.5, 2, 2.5, 3, 4]
CENTRES = [-2, -1, -0.5, 0.5, 1, 2]
HEIGHTS = [2, 3, 5, 10]


def draw(rng: Draw) -> dict[str, object]:
    slope = rng.choice(SLOPES) * (-1 if rng.chance(0.25) else 1)
    centre = rng.choice(CENTRES) if rng.chance(0.5) else 0
    height = rng.choice(HEIGHTS) if rng.chance(0.55) else 1
    while abs(slope * height) in (0.5, 1, 4):  # a quarter or a half of it would hide errors
        slope = rng.choice(SLOPES) * (1 if slope > 0 else -1)
    inner = f"{slope:g}\\,x"
    if centre:
        inner = f"{slope:g}\\,(x {'-' if centre > 0 else '+'} {abs(centre):g})"
    return {
        "slope": slope,
        "centre": centre,
        "height": height,
        "height_shown": "" if height == 1 else f"{height}\\,",
        "inner": inner,
        "outer": float(slope * height),
        "steepest": abs(slope * height) / 4,
    }


def shifted(values: dict[str, Any]) -> str:
    """The distance from the centre as a formula, such as (x - 2)."""
    centre = values["centre"]
    return f"(x {'-' if centre > 0 else '+'} {abs(centre)})" if centre else "x"


def times(factor: float, formula: str) -> str:
    """A product as a formula, with a factor of 1 or -1 left unwritten."""
    if abs(factor) == 1:
        return formula if factor > 0 else f"-{formula}"
    return f"{factor:g}*{formula}"


def answers(values: dict[str, Any]) -> dict[str, Any]:
    slope, height = values["slope"], values["height"]
    s = f"sigmoid({times(slope, shifted(values))})"
    share = "y" if height == 1 else f"y/{height}"
    return {
        "function": times(height, s),
        "derivative": times(slope * height, f"{s}*(1 - {s})"),
        "through-value": times(slope, f"y*(1 - {share})"),
        "steepest": abs(slope) * height / 4,
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """SymPy differentiates the definition; the steepest slope by search on a numeric slope."""
    import sympy

    x, y = sympy.symbols("x y")
    slope, centre, height = (
        sympy.Rational(str(values[name])) for name in ("slope", "centre", "height")
    )
    f = height / (1 + sympy.exp(-slope * (x - centre)))
    # x as a function of y, put into the derivative.
    inverse = centre + sympy.log(y / (height - y)) / slope
    return {
        "function": str(f),
        "derivative": str(sympy.diff(f, x)),
        "through-value": str(sympy.diff(f, x).subs(x, inverse)),
        "steepest": searched_steepest(values),
    }


def searched_steepest(values: dict[str, Any]) -> float:
    """The largest |f'|, by golden-section search over central differences at 40 digits."""
    slope, centre, height = (mpmath.mpf(values[name]) for name in ("slope", "centre", "height"))

    def steepness(x: mpmath.mpf) -> mpmath.mpf:
        step = mpmath.mpf(10) ** -12
        upper, lower = (
            height / (1 + mpmath.exp(-slope * (at - centre))) for at in (x + step, x - step)
        )
        return abs(upper - lower) / (2 * step)

    with mpmath.workdps(40):
        low, high = mpmath.mpf(-9), mpmath.mpf(11)
        ratio = (mpmath.sqrt(5) - 1) / 2
        for _ in range(40):  # near its top a curve is flat: half as many digits of x are enough
            left, right = high - ratio * (high - low), low + ratio * (high - low)
            if steepness(left) < steepness(right):
                low = left
            else:
                high = right
        return float(steepness((low + high) / 2))


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    slope, height = values["slope"], values["height"]
    place = shifted(values)
    s, plain = f"sigmoid({slope} * {place})", f"sigmoid({place})"
    of_value = {
        "inner-derivative-forgotten": f"y * (1 - y / {height})",
        "product-without-complement": f"{slope} * y * y / {height}",
    }
    if height != 1:
        of_value["height-forgotten"] = f"{slope} * y * (1 - y)"
    return {
        "function": {
            "slope-outside": f"{slope * height} * {plain}",
            "sign-in-exponent": f"{height} * sigmoid({-slope} * {place})",
        },
        "derivative": {
            "inner-derivative-forgotten": f"{height} * {s} * (1 - {s})",
            "inner-function-dropped": f"{slope * height} * {plain} * (1 - {plain})",
            "product-without-complement": f"{slope * height} * {s}^2",
        },
        "through-value": of_value,
        "steepest": {
            "parameter-as-slope": abs(slope) * height,
            "quarter-alone": 0.25,
            "half-for-quarter": abs(slope) * height / 2,
        },
    }
