"""Numbers and arrays of numbers, read from what people type."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from heldout.grading.fields import Tolerance
from heldout.grading.formula import MAX_LENGTH, FormulaError, evaluate, parse

__all__ = [
    "agree",
    "agreement",
    "as_floats",
    "enough_digits",
    "read_array",
    "read_number",
    "read_numbers",
    "read_shape",
    "show",
    "show_array",
]

_THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?")
_NAMED = re.compile(r"^[^\W\d][\w ]*[=:]\s*")
_WRAPPER = re.compile(r"^(?:np\.|numpy\.|torch\.)?(?:array|tensor|Size|asarray)\s*\((.*)\)$", re.S)
_SPECIAL = {"inf": math.inf, "infinity": math.inf, "∞": math.inf, "nan": math.nan}
_ELEMENT = re.compile(
    r"[-+]?(?:inf|nan|∞|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?:\s*/\s*\d+)?)", re.IGNORECASE
)
_BETWEEN = ", \t\r\n"
_LIMIT = 20_000  # characters of an array: far above any that a person types


def read_number(text: str) -> float:
    """The number that the text stands for: 0.25, 1/4, 2.5e-1, sqrt(2), 10^-4, 10,000, -inf.

    FormulaError, with words for the person who typed it, when it stands for none.
    """
    if len(text) > MAX_LENGTH:
        raise FormulaError(f"it is longer than {MAX_LENGTH} characters")
    text = _NAMED.sub("", text.strip()).replace("−", "-").replace("_", "")
    sign, bare = (-1.0, text[1:]) if text.startswith("-") else (1.0, text.removeprefix("+"))
    if bare.strip().lower() in _SPECIAL:
        return sign * _SPECIAL[bare.strip().lower()]
    if _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    elif len(_split_outside(text)) > 1:
        raise FormulaError("decimals are written with a point, and one number is expected")
    elif "%" in text:
        raise FormulaError("a percentage is written as a decimal: 12 % is 0.12")
    try:
        return evaluate(parse(text, ()), {})
    except (ArithmeticError, ValueError) as error:
        if isinstance(error, FormulaError):
            raise
        raise FormulaError("it has no value as a real number") from error


def read_numbers(text: str, count: int) -> list[float]:
    """Exactly that many numbers, between commas, semicolons, spaces or line ends."""
    if count == 1:
        return [read_number(text.strip().strip("[]"))]
    if len(text) > _LIMIT:
        raise FormulaError("it is too long")
    bare = _without_frame(text.strip())
    pieces = [piece for piece in _split_outside(bare) if piece.strip()]
    if len(pieces) == 1:
        pieces = bare.split()
    if len(pieces) != count:
        raise FormulaError(f"{count} numbers are expected, and {len(pieces)} were found")
    return [read_number(piece) for piece in pieces]


def _without_frame(text: str) -> str:
    """The text without a pair of brackets around all of it: `(1, 2)`, but not `(1+2)/3, (4)`."""
    depth = 0
    for place, character in enumerate(text):
        depth += (character in "([") - (character in ")]")
        if depth == 0:
            framed = place == len(text) - 1 and text[:1] in ("(", "[")
            return text[1:-1] if framed else text
    return text


def _split_outside(text: str) -> list[str]:
    """The pieces between commas, semicolons and line ends that stand outside all brackets."""
    pieces, depth = [""], 0
    for character in text:
        depth += (character in "([") - (character in ")]")
        if depth <= 0 and character in ",;\n":
            pieces.append("")
        else:
            pieces[-1] += character
    return pieces


def read_shape(text: str) -> NDArray[np.float64]:
    """A shape as a vector: (1, 32, 222, 222), [1,32,222,222], 1x32x222x222, torch.Size([…])."""
    bare = _unwrapped(text).strip("()[] ,")
    pieces = [piece for piece in re.split(r"[\s,;x×]+", bare) if piece]
    if not all(re.fullmatch(r"\d{1,15}", piece) for piece in pieces):
        raise FormulaError("a shape is whole numbers between commas")
    return np.array([int(piece) for piece in pieces], dtype=np.float64)


def read_array(text: str) -> NDArray[np.float64]:
    """An array in brackets, or rows on lines of their own.

    `[[1, 2], [3, 4]]`, `np.array([1, 2])`, `(1, 2)`, `1 2; 3 4` and two lines of two numbers are
    all understood.
    """
    if len(text) > _LIMIT:
        raise FormulaError("it is too long for an array that is typed by hand")
    if not text.strip():
        raise FormulaError("it is empty")
    bare = _unwrapped(text.replace("−", "-")).replace("(", "[").replace(")", "]")
    if "[" not in bare:
        rows = [line for line in re.split(r"[;\n]", bare) if line.strip(" ,")]
        bare = f"[{','.join(rows)}]" if len(rows) == 1 else f"[[{'],['.join(rows)}]]"
    try:
        nested = _nested(bare)
        return np.array(nested, dtype=np.float64)
    except ValueError as error:
        if isinstance(error, FormulaError):
            raise
        raise FormulaError("all rows must be equally long") from error


def _unwrapped(text: str) -> str:
    text = text.strip()
    match = _WRAPPER.match(text)
    return re.sub(r",\s*[a-z_]+\s*=.*$", "", match[1], flags=re.S).strip() if match else text


def _nested(text: str) -> list[Any]:
    """Brackets and numbers as nested lists, without evaluating anything."""
    root: list[Any] = []
    open_lists, position = [root], 0
    while position < len(text):
        character = text[position]
        position += 1
        if character == "[":
            if len(open_lists) > 8:
                raise FormulaError("it has more than eight dimensions")
            open_lists[-1].append([])
            open_lists.append(open_lists[-1][-1])
        elif character == "]":
            if len(open_lists) == 1:
                raise FormulaError("a closing bracket has no opening one")
            open_lists.pop()
        elif character not in _BETWEEN:
            match = _ELEMENT.match(text, position - 1)
            if not match:
                raise FormulaError(f"{character!r} is not a number or a bracket")
            open_lists[-1].append(read_number(match[0]))
            position = match.end()
            if text[position : position + 1] not in ("", "[", "]", *_BETWEEN):
                raise FormulaError(f"a comma or a space is missing after {match[0]}")
    if len(open_lists) > 1:
        raise FormulaError("an opening bracket is not closed")
    if len(root) != 1 or not isinstance(root[0], list):
        raise FormulaError("one array in brackets is expected")
    return list(root[0])


def as_floats(truth: Any) -> NDArray[np.float64]:
    """An author's nested lists as an array; ValueError or TypeError when they are not numbers.

    NumPy alone would take the None of a forgotten return for NaN, and "1" for 1.
    """
    given = np.array(truth)
    if any(leaf is None or isinstance(leaf, str) for leaf in given.ravel().tolist()):
        raise TypeError("not numbers")
    return given.astype(np.float64)


def agree(given: float, expected: float, tolerance: Tolerance) -> bool:
    """Whether two numbers are equal within the tolerance; NaN agrees with NaN only."""
    return bool(agreement(np.array(given), np.array(expected), tolerance))


def agreement(
    given: NDArray[Any], expected: NDArray[Any], tolerance: Tolerance
) -> NDArray[np.bool_]:
    """Where two arrays of one shape agree; infinities must be the same, NaN stands with NaN."""
    with np.errstate(all="ignore"):
        allowed = tolerance.absolute + tolerance.relative * np.abs(expected)
        # The last bits of a decimal that was typed must not decide at the edge of the tolerance.
        near = np.abs(given - expected) <= allowed * (1 + 1e-9)
    finite = np.isfinite(given) & np.isfinite(expected)
    both_nan = np.isnan(given) & np.isnan(expected)
    return np.asarray((finite & near) | (given == expected) | both_nan, dtype=np.bool_)


def show(value: float, digits: int = 6) -> str:
    """A number for a person: whole numbers whole, others to that many significant digits."""
    if math.isfinite(value) and value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.{digits}g}"


def enough_digits(values: NDArray[np.float64], tolerance: Tolerance) -> int:
    """How many digits to show so that what is shown would itself be accepted; six at least."""
    flat = values.ravel().tolist()
    return next(
        digits
        for digits in range(6, 18)
        if digits == 17 or all(agree(float(show(x, digits)), x, tolerance) for x in flat)
    )


def show_array(values: NDArray[Any] | Sequence[Any], digits: int = 6) -> str:
    """An array for a person, in brackets."""
    if isinstance(values, np.ndarray):
        values = values.tolist()
    if isinstance(values, list | tuple):
        return "[" + ", ".join(show_array(item, digits) for item in values) + "]"
    return show(float(cast(float, values)), digits)
