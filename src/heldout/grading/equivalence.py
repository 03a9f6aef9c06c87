"""Are two formulas the same? Runs inside the jail with SymPy loaded, and directly in tests.

Formulas arrive as trees (see `formula.py`): nested tuples of operations, names and numbers as
text. This file is sent to the jailed process as source, so it imports nothing of ours.
"""

from __future__ import annotations

from typing import Any

__all__ = ["compare", "compare_all"]

DIGITS = 30
SYMBOLIC_SIZE = 200  # nodes; simplifying larger trees takes too long to be worth it


def compare_all(
    given: Any, others: list[Any], points: list[dict[str, float]]
) -> list[dict[str, Any]]:
    """`compare` with each of the others; only the first, the truth, is worth a proof."""
    return [compare(given, other, points, prove=index == 0) for index, other in enumerate(others)]


def compare(
    given: Any, expected: Any, points: list[dict[str, float]], *, prove: bool
) -> dict[str, Any]:
    """Equal at all points where the expected one is defined, to 30 digits; and proved, perhaps."""
    from sympy import Symbol

    symbols = {name: Symbol(name, real=True) for name in points[0]}
    one, other = _build(given, symbols), _build(expected, symbols)
    compared = 0
    for point in points:
        at = {symbols[name]: value for name, value in point.items()}
        a, b = _value(one, at), _value(other, at)
        if b is None:
            continue
        compared += 1
        if a is None or abs(a - b) > 1e-12 * max(1, abs(b)):
            shown = "not defined there" if a is None else f"{float(a):.10g}"
            return {
                "equal": False,
                "proved": False,
                "points": compared,
                "point": point,
                "given": shown,
                "expected": f"{float(b):.10g}",
            }
    if not compared:
        raise ValueError("the expected formula is defined at none of the points")
    return {"equal": True, "proved": prove and _proved(one, other, given), "points": compared}


def _build(tree: Any, symbols: dict[str, Any]) -> Any:
    import sympy

    if isinstance(tree, str):
        if tree in symbols:
            return symbols[tree]
        return {"pi": sympy.pi, "e": sympy.E}.get(tree) or sympy.Rational(tree)
    operation, *branches = tree
    return _operation(str(operation))(*(_build(branch, symbols) for branch in branches))


def _operation(name: str) -> Any:
    import sympy

    own = {
        "+": lambda a, b: a + b,
        "-": lambda a, b: a - b,
        "*": lambda a, b: a * b,
        "/": lambda a, b: a / b,
        "^": lambda a, b: sympy.Pow(a, b),
        "neg": lambda a: -a,
        "abs": sympy.Abs,
        "max": sympy.Max,
        "min": sympy.Min,
        "ceil": sympy.ceiling,
        "relu": lambda a: sympy.Max(a, 0),
        "sigmoid": lambda a: 1 / (1 + sympy.exp(-a)),
    }
    return own.get(name) or getattr(sympy, name)


def _value(formula: Any, at: dict[Any, float]) -> Any:
    """The real value to 30 digits, or None where there is none."""
    import sympy

    try:
        value = formula.subs({symbol: sympy.Float(x, DIGITS) for symbol, x in at.items()})
        value = value.evalf(DIGITS, maxn=200)
    except (
        TypeError,
        ValueError,
    ):  # how SymPy says that infinities and complex numbers have no order
        return None
    return value if value.is_real and value.is_finite else None


def _proved(one: Any, other: Any, given: Any) -> bool:
    import sympy

    if _size(given) > SYMBOLIC_SIZE:
        return False
    return bool(sympy.simplify(one - other) == 0)


def _size(tree: Any) -> int:
    return 1 if isinstance(tree, str) else sum(_size(branch) for branch in tree)
