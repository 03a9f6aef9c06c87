"""Are two formulas the same? Runs inside the jail with SymPy loaded, and directly in tests.

Formulas arrive as steps of a stack machine (`formula.postfix`): operands as text, operations with
the number of their operands. This file is sent to the jailed process as source, so it imports
nothing of ours.

All arithmetic is real: a formula has no value where any step of it has none, so that `sqrt(x)^2`
is not `x` for negative x, although its square in the complex numbers would be.

A matrix is a list of rows, of sizes that fit (`shapes.py` has seen to it); 1×1 is a number.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ["compare_all", "prove"]

DIGITS = 50  # of the arithmetic; what is compared has many fewer
RELATIVE = 1e-12  # authors' formulas hold decimals such as 0.30000000000000004
ABSOLUTE = 1e-24
SINGULAR = 1e-30  # a pivot so small beside the largest entry leaves 20 of the 50 digits at best
LARGEST = 20_000  # bits: beyond it a number counts as infinite, before 9^9^9^9 takes all day


def compare_all(
    given: Any, others: list[Any], points: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """For each of the others: equal at all points where the other is defined? and at how many.

    The first point that differs is told, with both values.
    """
    import mpmath  # type: ignore[import-untyped]  # it ships no types

    with mpmath.workdps(DIGITS):
        exact = [{name: _kept(value) for name, value in point.items()} for point in points]
        values = [value_at(given, point) for point in exact]
        return [_compare(values, other, exact, points) for other in others]


def prove(given: Any, expected: Any, names: list[str]) -> bool:
    """Whether SymPy can show that the difference is zero. False proves nothing."""
    import sympy

    symbols = {name: sympy.Symbol(name, real=True) for name in names}
    difference = _build(given, symbols) - _build(expected, symbols)
    return bool(sympy.simplify(difference) == 0)


def value_at(steps: Any, point: dict[str, Any]) -> Any:
    """The real value at that point, or None where there is none."""
    stack: list[Any] = []
    for step in steps:
        if isinstance(step, str):
            result = point[step] if step in point else _constant(step)
        else:
            operation, count = step
            try:
                result = _apply(operation, stack[-count:])
            except (ArithmeticError, ValueError):
                return None
            del stack[-count:]
        result = _kept(result)
        if result is None:
            return None
        stack.append(result)
    return stack[0]


def _apply(operation: str, operands: list[Any]) -> Any:
    if operation in _MATRIX_OPERATIONS or any(isinstance(item, list) for item in operands):
        return _of_matrices(operation, operands)
    return _function(operation)(*operands)


def _kept(result: Any) -> Any:
    """The number, or the matrix, if every number in it is real and neither infinite nor too large;
    else None."""
    import mpmath

    if isinstance(result, list):
        rows = [[_kept(entry) for entry in row] for row in result]
        if any(entry is None for row in rows for entry in row):
            return None
        return rows[0][0] if len(rows) == len(rows[0]) == 1 else rows
    if not isinstance(result, mpmath.mpf):
        result = mpmath.mpmathify(result)
        if not isinstance(result, mpmath.mpf):
            return None
    if not result.man:  # zero, or infinite, or no number
        return result if result == 0 else None
    size = result.exp + result.bc
    if size > LARGEST:
        return None
    return mpmath.mpf(0) if size < -LARGEST else result


def _compare(
    values: list[Any], other: Any, exact: list[dict[str, Any]], points: list[dict[str, Any]]
) -> dict[str, Any]:
    compared = 0
    for a, exactly, point in zip(values, exact, points, strict=True):
        b = value_at(other, exactly)
        if b is None:
            continue
        compared += 1
        if a is None or not _agree(a, b):
            return {
                "equal": False,
                "points": compared,
                "point": point,
                "given": "no value there" if a is None else _shown(a),
                "expected": _shown(b),
            }
    return {"equal": compared > 0, "points": compared}


def _agree(a: Any, b: Any) -> bool:
    pairs = list(zip(_entries(a), _entries(b), strict=True))
    return all(abs(x - y) <= ABSOLUTE + RELATIVE * abs(y) for x, y in pairs)


def _entries(value: Any) -> list[Any]:
    return [entry for row in value for entry in row] if isinstance(value, list) else [value]


def _shown(value: Any) -> str:
    """A number with ten digits; a matrix row by row, a vector in one row, with six."""
    import mpmath

    if not isinstance(value, list):
        return str(mpmath.nstr(value, 10))
    rows = [", ".join(mpmath.nstr(entry, 6) for entry in row) for row in value]
    if len(value[0]) == 1:
        return f"[{', '.join(rows)}]"
    return "\n".join(f"[{row}]" for row in rows)


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


def _of_matrices(operation: str, operands: list[Any]) -> Any:
    if operation == "*" and all(isinstance(item, list) for item in operands):
        return _product(*operands)
    if operation == "^" and isinstance(operands[0], list):
        return _power(operands[0], int(operands[1]))
    if operation in _MATRIX_OPERATIONS:
        return _MATRIX_OPERATIONS[operation](operands)
    return _entrywise(_function(operation), operands)


def _entrywise(function: Callable[..., Any], operands: list[Any]) -> Any:
    """The function of entries at the same place; a number stands at every place."""
    matrix: Any = next((item for item in operands if isinstance(item, list)), [[0]])
    return [
        [
            function(*(item[i][j] if isinstance(item, list) else item for item in operands))
            for j in range(len(matrix[0]))
        ]
        for i in range(len(matrix))
    ]


def _matrix(value: Any) -> Any:
    return value if isinstance(value, list) else [[value]]


def _column(value: Any) -> Any:
    return [[entry] for entry in _entries(value)]


def _transpose(value: Any) -> Any:
    return [list(column) for column in zip(*_matrix(value), strict=True)]


def _product(a: Any, b: Any) -> Any:
    import mpmath

    columns = _transpose(b)
    return [[mpmath.fdot(row, column) for column in columns] for row in a]


def _power(a: Any, exponent: int) -> Any:
    """By squaring; a negative power is one of the inverse."""
    base = a if exponent >= 0 else _inverse(a)
    result = [[int(i == j) for j in range(len(a))] for i in range(len(a))]
    for bit in f"{abs(exponent):b}":
        result = _product(result, result)
        result = _product(result, base) if bit == "1" else result
    return result


def _inverse(a: Any) -> Any:
    """Gauss-Jordan elimination with the largest pivot of the column; ZeroDivisionError if a pivot
    is as good as zero."""
    import mpmath

    size = len(a)
    rows = [
        [*row, *(mpmath.mpf(int(i == j)) for j in range(size))] for i, row in enumerate(_matrix(a))
    ]
    largest = max(map(abs, _entries(a)))
    for k in range(size):
        best = max(range(k, size), key=lambda i: abs(rows[i][k]))
        if abs(rows[best][k]) <= SINGULAR * largest:
            raise ZeroDivisionError("the matrix is singular")
        rows[k], rows[best] = rows[best], rows[k]
        rows[k] = [entry / rows[k][k] for entry in rows[k]]
        for i in range(size):
            if i != k:
                factor = rows[i][k]
                rows[i] = [x - factor * y for x, y in zip(rows[i], rows[k], strict=True)]
    return [row[size:] for row in rows]


def _diagonal(value: Any) -> Any:
    """A matrix of a vector, a vector of a matrix."""
    matrix = _matrix(value)
    if 1 not in (len(matrix), len(matrix[0])):
        return [[row[i]] for i, row in enumerate(matrix)]
    entries = _entries(matrix)
    return [[x if i == j else 0 for j in range(len(entries))] for i, x in enumerate(entries)]


def _total(operands: list[Any]) -> Any:
    import mpmath

    return mpmath.fsum(_entries(operands[0]))


def _norm(operands: list[Any]) -> Any:
    import mpmath

    return mpmath.sqrt(mpmath.fsum(entry**2 for entry in _entries(operands[0])))


_MATRIX_OPERATIONS: dict[str, Callable[[list[Any]], Any]] = {
    "transpose": lambda operands: _transpose(operands[0]),
    "inv": lambda operands: _inverse(_matrix(operands[0])),
    "outer": lambda operands: _product(_column(operands[0]), _transpose(_column(operands[1]))),
    "diag": lambda operands: _diagonal(operands[0]),
    "trace": lambda operands: sum(row[i] for i, row in enumerate(_matrix(operands[0]))),
    "sum": _total,
    "mean": lambda operands: _total(operands) / len(_entries(operands[0])),
    "norm": _norm,
    "norm1": lambda operands: sum(abs(entry) for entry in _entries(operands[0])),
    "dot": lambda operands: _total([_entrywise(_function("*"), [_column(x) for x in operands])]),
    "hadamard": lambda operands: _entrywise(_function("*"), operands),
    "./": lambda operands: _entrywise(_function("/"), operands),
    ".^": lambda operands: _entrywise(_function("^"), operands),
}


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
