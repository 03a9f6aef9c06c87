"""A stretched and moved tanh: by the sigmoid, its range, its derivative in x and in y."""

from typing import Any

from heldout.authoring import Draw

SLOPES = [0.5, 1.5, 2, 3, 4]
FACTORS = [2, 3, 4, 5]


def draw(rng: Draw) -> dict[str, object]:
    slope = rng.choice(SLOPES)
    form = rng.choice(["inner", "scaled", "moved", "both", "both"])
    factor = rng.choice(FACTORS) if form in ("scaled", "both") else 1
    offset = rng.sign() * rng.integer(1, 4) if form in ("moved", "both") else 0
    if rng.chance(0.25):
        slope = -slope
    inner = multiple(slope, "x")
    undone = f"y{summand(-offset)}"
    return {
        "slope": slope,
        "factor": factor,
        "offset": offset,
        "plain": factor == 1 and offset == 0,
        "inner": inner,
        "shown": multiple(factor, f"\\tanh({inner})") + summand(offset),
        "by_sigmoid": multiple(2 * factor, f"\\sigma({multiple(2 * slope, 'x')})")
        + summand(offset - factor),
        "undone": undone if factor == 1 else f"\\tfrac{{{undone}}}{{{factor}}}",
        "outer": float(slope * factor),
        "low": offset - factor,
        "high": offset + factor,
    }


def multiple(factor: float, what: str) -> str:
    """A product in LaTeX, with a factor of 1 or -1 left unwritten."""
    if abs(factor) == 1:
        return what if factor > 0 else f"-{what}"
    return f"{factor:g}\\,{what}"


def summand(number: int) -> str:
    """What is added, in LaTeX; nothing for 0."""
    return f" {'-' if number < 0 else '+'} {abs(number)}" if number else ""


def times(factor: float, formula: str) -> str:
    """A product as a formula, with a factor of 1 or -1 left unwritten."""
    return multiple(factor, formula).replace("\\,", "*")


def answers(values: dict[str, Any]) -> dict[str, Any]:
    slope, factor, offset = values["slope"], values["factor"], values["offset"]
    t = f"tanh({times(slope, 'x')})"
    bare = f"y{summand(-offset)}"
    if factor != 1:
        bare = f"({bare})/{factor}" if offset else f"y/{factor}"
    squared = f"({bare})^2" if bare != "y" else "y^2"
    wide = f"sigmoid({times(2 * slope, 'x')})"
    return {
        "by-sigmoid": times(2 * factor, wide) + summand(offset - factor),
        "range": [offset - factor, offset + factor],
        "derivative": times(slope * factor, f"(1 - {t}^2)"),
        "through-value": times(slope * factor, f"(1 - {squared})"),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """SymPy, from the definition of tanh by exponentials; the range from exact values far out."""
    import sympy

    x, y, u = sympy.symbols("x y u")  # u = exp(2 * slope * x)
    slope, factor, offset = (
        sympy.Rational(str(values[name])) for name in ("slope", "factor", "offset")
    )
    up, down = sympy.exp(slope * x), sympy.exp(-slope * x)
    f = factor * (up - down) / (up + down) + offset
    in_u = factor * (u - 1) / (u + 1) + offset
    ends = [in_u.subs(u, sympy.Integer(10) ** power) for power in (-30, 30)]
    # df/dx = df/du * du/dx, with du/dx = 2 * slope * u; in it the u at which f is y.
    u_of_y = (factor + (y - offset)) / (factor - (y - offset))
    by_value = (sympy.diff(in_u, u) * 2 * slope * u).subs(u, u_of_y)
    return {
        "by-sigmoid": str(f),
        "range": [float(end) for end in sorted(ends)],
        "derivative": str(sympy.diff(f, x)),
        "through-value": str(by_value),
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    slope, factor, offset = values["slope"], values["factor"], values["offset"]
    t = f"tanh({slope} * x)"
    bare = f"((y - ({offset})) / {factor})"
    of_range = {"sigmoid-range": [offset, offset + factor]}
    if offset:
        of_range["summand-forgotten"] = [-factor, factor]
    if factor != 1:
        of_range["factor-forgotten"] = [offset - 1, offset + 1]
    of_value = {"sigmoid-rule-used": f"{slope * factor} * {bare} * (1 - {bare})"}
    if slope != 1:
        of_value["inner-derivative-forgotten"] = f"{factor} * (1 - {bare}^2)"
    if not values["plain"]:
        of_value["value-not-undone"] = f"{slope * factor} * (1 - y^2)"
    return {
        "by-sigmoid": {
            "inner-two-forgotten": f"{factor} * (2 * sigmoid({slope} * x) - 1) + ({offset})",
            "shift-forgotten": f"{2 * factor} * sigmoid({2 * slope} * x) + ({offset})",
            "stretch-forgotten": f"{factor} * (sigmoid({2 * slope} * x) - 1) + ({offset})",
        },
        "range": of_range,
        "derivative": {
            "inner-derivative-forgotten": f"{factor} * (1 - {t}^2)",
            "sigmoid-rule-used": f"{slope * factor} * {t} * (1 - {t})",
            "square-forgotten": f"{slope * factor} * (1 - {t})",
        },
        "through-value": of_value,
    }
