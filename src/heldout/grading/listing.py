"""Arguments and results as Python text: to be read, and pasted."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from heldout.grading.checks import Arguments

__all__ = ["list_arguments", "list_call", "list_pair", "list_value"]

LONGEST = 1_500  # characters of one value
DIGITS = 6  # decimals that a person compares at a glance


def list_call(function: str, arguments: Arguments, *before: str) -> str:
    """The call as one would type it, one argument a line when it does not fit on one; `before`
    are names that are given before the arguments."""
    pairs = [
        *before,
        *(_hang(f"{name}={list_value(value)}", len(name) + 1) for name, value in arguments.items()),
    ]
    line = f"{function}({', '.join(pairs)})"
    if "\n" not in line and len(line) <= 80:
        return line
    return f"{function}(\n" + "".join(f"    {_hang(pair, 4)},\n" for pair in pairs) + ")"


def list_arguments(arguments: Arguments) -> str:
    """One argument a line, exactly: `x = np.array([[1., 2.]])`."""
    lines = [
        _hang(f"{name} = {list_value(value)}", len(name) + 3) for name, value in arguments.items()
    ]
    return _capped("\n".join(lines))


def list_pair(expected: Any, given: Any) -> tuple[str, str]:
    """Both values, with few decimals unless that would hide how they differ."""
    short = list_value(expected, DIGITS), list_value(given, DIGITS)
    return short if short[0] != short[1] else (list_value(expected), list_value(given))


def list_value(value: Any, digits: int | None = None) -> str:
    """A value in Python notation, exact or to so many decimals; long ones are cut."""
    return _capped(_listed(value, digits))


def _listed(value: Any, digits: int | None) -> str:
    match value:
        case np.ndarray() if value.ndim:
            return _listed_array(value, digits)
        case np.ndarray() | np.generic():
            return _listed(value.item(), digits)
        case float() if not math.isfinite(value):
            return f"float('{value}')"
        case float() if digits is not None:
            return repr(float(f"{value:.{digits + 1}g}"))
        case list():
            return "[" + _joined([_listed(item, digits) for item in value]) + "]"
        case tuple():
            items = [_listed(item, digits) for item in value]
            return f"({items[0]},)" if len(items) == 1 else f"({_joined(items)})"
        case dict():
            return "{" + _joined([f"{k!r}: {_listed(v, digits)}" for k, v in value.items()]) + "}"
    return repr(value)


def _listed_array(value: NDArray[Any], digits: int | None) -> str:
    if not value.size:
        return f"np.zeros({value.shape}, dtype=np.{value.dtype})"
    with np.printoptions(
        threshold=400,
        linewidth=76,
        suppress=_is_plain(value),
        floatmode="unique" if digits is None else "maxprec",
        precision=digits,
        nanstr="np.nan",
        infstr="np.inf",
    ):
        return _hang("np." + repr(value).replace("dtype=", "dtype=np."), len("np."))


def _is_plain(value: NDArray[Any]) -> bool:
    """Whether all numbers read well without powers of ten."""
    if value.dtype.kind != "f":
        return True
    sizes = np.abs(value[np.isfinite(value) & (value != 0)].astype(np.float64))
    return not sizes.size or bool(sizes.max() < 1e7 and sizes.min() > 1e-4)


def _joined(items: list[str]) -> str:
    """Side by side, or one a line (in brackets that stand one column to the left)."""
    if all("\n" not in item for item in items) and sum(map(len, items)) < 76:
        return ", ".join(items)
    return ",\n ".join(_hang(item, 1) for item in items)


def _hang(text: str, columns: int) -> str:
    """The text with all lines but the first moved to the right."""
    return text.replace("\n", "\n" + " " * columns)


def _capped(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + " …"
