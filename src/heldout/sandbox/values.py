"""The language of the pipe between two processes that do not trust each other.

A value is one tag byte and its body; containers nest. Nothing here can name a type, import a
module or run code: what is not in the table below becomes an `Unconvertible` that only carries a
description. This file, encoding.py and decoding.py run in the judge and in the candidate's process,
so they import NumPy and the standard library only, and bind the functions that they need before
foreign code can patch them.

    N T F    None, True, False        I   int: u32 length, then signed hexadecimal digits
    D C      float64, complex128      S   str: u32 length, then UTF-8 (lone surrogates kept)
    L U M    list, tuple, dict: u32 count, then the items (keys are S bodies)
    A        array: dtype u8, flags u8, ndim u8, dims u64 each, [strides i64 each,] data
    X        unconvertible: an S body, plain (see below)
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

__all__ = [
    "ARRAY_HEADS",
    "COMPLEX",
    "COUNT",
    "DIMS",
    "DTYPES",
    "DTYPE_CODES",
    "FLOAT",
    "FORTRAN",
    "HEAD",
    "MAX_DEPTH",
    "MAX_DIMENSIONS",
    "MAX_INT_DIGITS",
    "MAX_ITEMS",
    "STRIDED",
    "STRIDES",
    "WRITEABLE",
    "Body",
    "FrameError",
    "Unconvertible",
    "Value",
    "plain",
    "span",
    "span_cap",
]

MAX_DEPTH = 16
MAX_ITEMS = 200_000
MAX_INT_DIGITS = 3_500  # hexadecimal; what fits can be printed in decimal (Python stops at 4,300)
MAX_DIMENSIONS = 8

DTYPES = tuple(
    np.dtype(name)
    for name in (
        *("?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8"),
        *("f2", "f4", "f8", "c8", "c16"),
    )
)
DTYPE_CODES = {dtype: code for code, dtype in enumerate(DTYPES)}

WRITEABLE, FORTRAN, STRIDED = 1, 2, 4

COUNT = struct.Struct("<I")
FLOAT = struct.Struct("<d")
COMPLEX = struct.Struct("<dd")
HEAD = struct.Struct("<BBB")
ARRAY_HEADS = [struct.Struct(f"<cBBB{n}Q") for n in range(MAX_DIMENSIONS + 1)]  # tag to dims
DIMS = [struct.Struct(f"<{n}Q") for n in range(MAX_DIMENSIONS + 1)]
STRIDES = [struct.Struct(f"<{n}q") for n in range(MAX_DIMENSIONS + 1)]


class FrameError(Exception):
    """Bytes that no honest sender makes; never shown to a person as it is."""


@dataclass(frozen=True)
class Unconvertible:
    """Stands for something that cannot cross the pipe; `type` says what it was."""

    type: str


def plain(text: str) -> str:
    """A description that may stand in a sentence of ours, between backticks."""
    return "".join(sign if sign.isprintable() and sign != "`" else "?" for sign in text[:200])


Value: TypeAlias = (
    bool
    | int
    | float
    | complex
    | str
    | list[Any]
    | tuple[Any, ...]
    | dict[str, Any]
    | np.ndarray[Any, Any]
    | Unconvertible
    | None
)

Body: TypeAlias = bytes | bytearray | memoryview


def span(shape: tuple[int, ...], strides: tuple[int, ...], itemsize: int) -> tuple[int, int]:
    """Offset of the first element from the lowest byte, and number of bytes from end to end."""
    steps = [(size - 1) * stride for size, stride in zip(shape, strides, strict=True)]
    below = -sum(step for step in steps if step < 0)
    return below, below + sum(step for step in steps if step > 0) + itemsize


def span_cap(data_bytes: int) -> int:
    """Memory that a strided array may span: generous for views, useless as an amplifier."""
    return 16 * data_bytes + 256
