"""Are two formulas the same? Runs inside the jail with SymPy loaded, and directly in tests.

Formulas arrive as steps of a stack machine (`formula.postfix`): operands as text, operations with
the number of their operands. This file is sent to the jailed process as source, so it imports
nothing of ours.

All arithmetic is real: a formula has no value where any step of it has none, so that `sqrt(x)^2`
is not `x` for negative x, although its square in the complex numbers would be.
"""

from __future__ import annotations

from typing import Any

__all__ = ["compare_all", "prove"]

DIGITS = 50  # of the arithmetic; what is compared has many fewer
RELATIVE = 1e-12  # authors' formulas hold decimals such as 0.30000000000000004
ABSOLUTE = 1e-24
LARGEST = 20_000  # bits: beyond it a number counts as infinite, before 9^9^9^9 takes all day


def compare_all(
    given: Any, others: list[Any], points: list[dict[str, float]]
) -> list[dict[str, Any]]:
    """For each of the others: equal at all points where the other is defined? and at how many.

    The first point that differs is told, with both values.
    """
    import mpmath  # type: ignore[import-untyped]  # it ships no types

    with mpmath.workdps(DIGITS):
        values = [value_at(given, point) for point in points]
        return [_compare(values, other, points) for other in others]


def prove(given: Any, expected: Any, names: list[str]) -> bool:
    """Whether SymPy can show that the difference is zero. False proves nothing."""
    import sympy

    symbols = {name: sympy.Symbol(name, real=True) for name in names}
    difference = _build(given, symbols) - _build(expected, symbols)
    return bool(sympy.simplify(difference) == 0)


def value_at(steps: Any, point: dict[str, float]) -> Any:
    """The real value at that point, or None where there is none."""
    import mpmath

    stack: list[Any] = []
    for step in steps:
        if isinstance(step, str):
            result = point[step] if step in point else _constant(step)
        else:
            operation, count = step
            try:
                result = _function(operation)(*stack[-count:])
            except (ArithmeticError, ValueError):
                return None
            del stack[-count:]
        result = mpmath.mpmathify(result)
        if not isinstance(result, mpmath.mpf) or not mpmath.isfinite(result):
            return None
        if mpmath.mag(result) > LARGEST:
            return None
        stack.append(mpmath.mpf(0) if mpmath.mag(result) < -LARGEST else result)
    return stack[0]


def _compare(values: list[Any], other: Any, points: list[dict[str, float]]) -> dict[str, Any]:
    import mpmath

    compared = 0
    for a, point in zip(values, points, strict=True):
        b = value_at(other, point)
        if b is None:
            continue
        compared += 1
        if a is None or abs(a - b) > ABSOLUTE + RELATIVE * abs(b):
            return {
                "equal": False,
                "points": compared,
                "point": point,
                "given": "no value there" if a is None else mpmath.nstr(a, 10),
                "expected": mpmath.nstr(b, 10),
            }
    return {"equal": compared > 0, "points": compared}


def _constant(text: str) -> Any:
    import mpmath

    constants = {"pi": mpmath.pi, "e": mpmath.e}
    return +constants[text] if text in constants else mpmath.mpf(text)


def _function(name: str) -> Any:
    import mpmath

    own = {
        "+": lambda a, b: a + b,
        "-": lambda a, b: a - b,
        "*": lambda a, b: a * b,
        "/": lambda a, b: a / b,
        "^": lambda a, b: a**b,
        "neg": lambda a: -a,
        "abs": abs,
        "max": max,
        "min": min,
        "relu": lambda a: max(a, 0),
        "sigmoid": lambda a: 1 / (1 + mpmath.exp(-a)),
    }
    return own.get(name) or getattr(mpmath, name)


def _build(steps: Any, symbols: dict[str, Any]) -> Any:
    """The formula in SymPy."""
    import sympy

    stack: list[Any] = []
    for step in steps:
        if isinstance(step, str):
            constant = {"pi": sympy.pi, "e": sympy.E}.get(step)
            stack.append(symbols.get(step) or constant or sympy.Rational(step))
        else:
            operation, count = step
            stack[-count:] = [_symbolic(operation)(*stack[-count:])]
    return stack[0]


def _symbolic(name: str) -> Any:
    import sympy

    own = {
        "+": lambda a, b: a + b,
        "-": lambda a, b: a - b,
        "*": lambda a, b: a * b,
        "/": lambda a, b: a / b,
        "^": sympy.Pow,
        "neg": lambda a: -a,
        "abs": sympy.Abs,
        "max": sympy.Max,
        "min": sympy.Min,
        "ceil": sympy.ceiling,
        "relu": lambda a: sympy.Max(a, 0),
        "sigmoid": lambda a: 1 / (1 + sympy.exp(-a)),
    }
    return own.get(name) or getattr(sympy, name)
