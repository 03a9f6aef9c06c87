"""Compares what came back with what was expected, as structures: kind, shape, type, values."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from heldout.grading.fields import Tolerance
from heldout.grading.numbers import agreement
from heldout.sandbox import Unconvertible

__all__ = ["Difference", "difference", "largest_difference"]

_FAMILIES = {
    "b": "booleans",
    "i": "whole numbers",
    "f": "floating-point numbers",
    "c": "complex numbers",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """The first thing that differs. `kind` is that of the finding; `message` is Markdown."""

    kind: str
    message: str


def difference(
    given: Any, expected: Any, tolerance: Tolerance, where: str = "The result"
) -> Difference | None:
    """What differs, or None. Lists and tuples are alike, and so are numbers and 0-d arrays."""
    if type(given) is np.ndarray is type(expected) and _same_bits(given, expected):
        return None
    if isinstance(given, Unconvertible):
        return Difference(
            "wrong-type", f"{where} must be {_describe(expected)}; it is a `{given.type}`."
        )
    if isinstance(expected, list | tuple):
        return _in_sequence(given, expected, tolerance, where)
    if isinstance(expected, dict):
        return _in_mapping(given, expected, tolerance, where)
    if _is_numeric(expected):
        return _in_values(given, expected, tolerance, where)
    if type(given) is type(expected) and given == expected:
        return None
    return Difference("wrong-value", f"{where} is not what was expected.")


def largest_difference(given: Any, expected: Any) -> float | None:
    """The largest absolute difference between numbers in the same places, nan where only one is
    a number; None when there are no numbers to compare."""
    if isinstance(expected, list | tuple):
        if not isinstance(given, list | tuple) or len(given) != len(expected):
            return None
        pairs = [largest_difference(*pair) for pair in zip(given, expected, strict=True)]
        found = [far for far in pairs if far is not None]
        return max(found, key=lambda far: math.inf if math.isnan(far) else far, default=None)
    if not (_is_numeric(given) and _is_numeric(expected)):
        return None
    one, other = _as_array(given), _as_array(expected)
    if one.shape != other.shape or not one.size:
        return None
    wide = np.complex128 if "c" in (one.dtype.kind, other.dtype.kind) else np.float64
    with np.errstate(all="ignore"):
        far = np.abs(one.astype(wide) - other.astype(wide))
    same = (one == other) | (np.isnan(one.astype(wide)) & np.isnan(other.astype(wide)))
    return float(np.where(same, 0.0, far).max())


def _in_sequence(
    given: Any, expected: list[Any] | tuple[Any, ...], tolerance: Tolerance, where: str
) -> Difference | None:
    if not isinstance(given, list | tuple):
        text = f"{where} must be {_describe(expected)}; it is {_describe(given)}."
        return Difference("wrong-type", text)
    if len(given) != len(expected):
        text = f"{where} must hold {len(expected)} values; it holds {len(given)}."
        return Difference("wrong-type", text)
    for index, (one, other) in enumerate(zip(given, expected, strict=True)):
        found = difference(one, other, tolerance, f"{where} at index {index}")
        if found:
            return found
    return None


def _in_mapping(
    given: Any, expected: Mapping[str, Any], tolerance: Tolerance, where: str
) -> Difference | None:
    if not isinstance(given, dict) or set(given) != set(expected):
        keys = ", ".join(f"`{key}`" for key in expected)
        return Difference("wrong-type", f"{where} must be a dict with the keys {keys}.")
    for key, value in expected.items():
        found = difference(given[key], value, tolerance, f"{where} at key `{key}`")
        if found:
            return found
    return None


def _in_values(given: Any, expected: Any, tolerance: Tolerance, where: str) -> Difference | None:
    if _plainly_near(given, expected, tolerance):
        return None
    if not _is_numeric(given):
        text = f"{where} must be {_describe(expected)}; it is {_describe(given)}."
        return Difference("wrong-type", text)
    one, other = _as_array(given), _as_array(expected)
    if one.shape != other.shape:
        text = f"{where} must have shape `{other.shape}`; it has shape `{one.shape}`."
        return Difference("wrong-shape", text)
    family, wanted = _family(given), _family(expected)
    # A single number may be whole where a float is wanted (an area of exactly 1), not an array.
    stands_in = not one.ndim and (family, wanted) in (("i", "f"), ("i", "c"))
    if family != wanted and not stands_in:
        text = (
            f"{where} must hold {_FAMILIES[wanted]} (dtype `{other.dtype}`); "
            f"it holds {_FAMILIES[family]} (dtype `{one.dtype}`)."
        )
        return Difference("wrong-dtype", text)
    return _in_entries(one, other, tolerance, where)


def _same_bits(one: np.ndarray[Any, Any], other: np.ndarray[Any, Any]) -> bool:
    """Whether two arrays hold the same in every bit, NaN beside NaN too: what most of a verdict
    consists of."""
    return (
        one.dtype is other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes()
    )


def _plainly_near(given: Any, expected: Any, tolerance: Tolerance) -> bool:
    """Whether two float arrays agree by the quickest look."""
    if not (isinstance(given, np.ndarray) and isinstance(expected, np.ndarray)):
        return False
    if given.dtype is not expected.dtype or given.dtype.kind != "f":
        return False
    if given.shape != expected.shape or given.dtype.itemsize < 8:
        return False
    with np.errstate(all="ignore"):
        allowed = tolerance.absolute + tolerance.relative * np.abs(expected)
        # An infinity in either makes the difference or both sides infinite: then look closely.
        return bool((np.abs(given - expected) < allowed).all())


def _in_entries(
    one: np.ndarray[Any, Any], other: np.ndarray[Any, Any], tolerance: Tolerance, where: str
) -> Difference | None:
    if one.dtype.kind in "biu" and other.dtype.kind in "biu" and tolerance.absolute < 1:
        right = np.asarray(one == other)  # whole numbers are exact, however large
    else:
        wide = np.complex128 if "c" in (one.dtype.kind, other.dtype.kind) else np.float64
        right = agreement(one.astype(wide), other.astype(wide), tolerance)
    if right.all():
        return None
    if (~np.isfinite(one) & np.isfinite(other)).any():
        return Difference("not-finite", f"{where} holds `nan` or `inf` where a number belongs.")
    wrong = int((~right).sum())
    entries = f"{wrong} of {right.size} entries are" if right.size > 1 else "it is"
    return Difference("wrong-value", f"{where} is not what was expected: {entries} off.")


def _is_numeric(value: Any) -> bool:
    if isinstance(value, np.ndarray | np.generic):
        return value.dtype.kind in "biufc"
    return isinstance(value, bool | int | float | complex)


def _family(value: Any) -> str:
    """The key in the table of families; a whole number that no dtype holds is one all the same."""
    if isinstance(value, int):
        return "b" if isinstance(value, bool) else "i"
    return str(np.asarray(value).dtype.kind).replace("u", "i")


def _as_array(value: Any) -> np.ndarray[Any, Any]:
    """The value as an array; a whole number that no integer type holds becomes a float."""
    if isinstance(value, int) and not -(2**63) <= value < 2**64:
        return np.asarray(_as_float(value))
    return np.asarray(value)


def _as_float(value: int) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def _describe(value: Any) -> str:
    if value is None:
        return "`None`"
    if isinstance(value, np.ndarray) and value.ndim:
        return f"an array of shape `{value.shape}`"
    if _is_numeric(value):
        return "a number"
    if isinstance(value, list | tuple):
        return f"a {type(value).__name__} of {len(value)} values"
    return f"a `{type(value).__name__}`"
