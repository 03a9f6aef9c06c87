"""Bytes to values, believing nothing; see values.py for the language."""

from __future__ import annotations

import math
import struct
from collections.abc import Callable
from typing import Any

import numpy as np

from .values import (
    COMPLEX,
    COUNT,
    DIMS,
    DTYPES,
    FLOAT,
    FORTRAN,
    HEAD,
    MAX_DEPTH,
    MAX_DIMENSIONS,
    MAX_INT_DIGITS,
    MAX_ITEMS,
    STRIDED,
    STRIDES,
    WRITEABLE,
    Body,
    FrameError,
    Unconvertible,
    plain,
    span,
    span_cap,
)

__all__ = ["decode", "decode_all"]

_empty, _ndarray, _product = np.empty, np.ndarray, math.prod
_read_count, _read_float, _read_complex = COUNT.unpack_from, FLOAT.unpack_from, COMPLEX.unpack_from
_read_head = HEAD.unpack_from
_read_dims = [layout.unpack_from for layout in DIMS]
_read_strides = [layout.unpack_from for layout in STRIDES]
_DTYPES = [(dtype, dtype.itemsize) for dtype in DTYPES]
_BOOLEAN, _LARGEST_DIM = 0, 1 << 62


class _Reader:
    """Walks encoded bytes; every length is checked against what is left before it is believed.

    Fixed parts are read by `unpack_from`, which raises `struct.error` at the end of the bytes.
    """

    __slots__ = ("body", "items", "marks", "place", "size")

    def __init__(self, body: Body, place: int, allow_strides: bool) -> None:
        self.body = body
        self.size = len(body)
        self.place = place
        self.items = 0
        self.marks = WRITEABLE | FORTRAN | (STRIDED if allow_strides else 0)

    def take(self, size: int) -> Body:
        end = self.place + size
        if end > self.size:
            raise FrameError(f"{size} bytes announced, {self.size - self.place} left")
        piece = self.body[self.place : end]
        self.place = end
        return piece

    def count(self) -> int:
        place = self.place
        self.place = place + 4
        size: int = _read_count(self.body, place)[0]
        return size

    def text(self) -> str:
        try:
            return str(self.take(self.count()), "utf-8", "surrogatepass")
        except UnicodeDecodeError as error:
            raise FrameError("text is not UTF-8") from error

    def read(self, depth: int) -> Any:
        tag = self.body[self.place]
        reader = _READERS.get(tag)
        if reader is None:
            raise FrameError(f"unknown tag {tag}")
        self.place += 1
        return reader(self, depth)

    def integer(self, depth: int) -> int:
        size = self.count()
        if size > MAX_INT_DIGITS:
            raise FrameError(f"an int of {size} digits")
        digits = bytes(self.take(size))
        if not digits or digits[1:].strip(b"0123456789abcdef") or digits[:1] not in _FIRST_DIGITS:
            raise FrameError("an int that is not in hexadecimal digits")
        if digits == b"-":
            raise FrameError("an int without digits")
        return int(digits, 16)

    def real(self, depth: int) -> float:
        place = self.place
        self.place = place + 8
        value: float = _read_float(self.body, place)[0]
        return value

    def pair(self, depth: int) -> complex:
        place = self.place
        self.place = place + 16
        return complex(*_read_complex(self.body, place))

    def unconvertible(self, depth: int) -> Unconvertible:
        description = self.text()
        if description != plain(description):
            raise FrameError("a description that is not plain")
        return Unconvertible(description)

    def enter(self, depth: int) -> int:
        size = self.count()
        self.items += size
        if depth >= MAX_DEPTH:
            raise FrameError(f"containers nested deeper than {MAX_DEPTH}")
        if self.items > MAX_ITEMS:
            raise FrameError(f"over {MAX_ITEMS} items")
        return size

    def sequence(self, depth: int) -> list[Any]:
        return [self.read(depth + 1) for _ in range(self.enter(depth))]

    def mapping(self, depth: int) -> dict[str, Any]:
        size = self.enter(depth)
        pairs = [(self.text(), self.read(depth + 1)) for _ in range(size)]
        result = dict(pairs)
        if len(result) != size:
            raise FrameError("a key that comes twice")
        return result

    def array(self, depth: int) -> np.ndarray[Any, Any]:
        body, place = self.body, self.place
        code, mark, ndim = _read_head(body, place)
        if code >= len(_DTYPES) or ndim > MAX_DIMENSIONS or mark & ~self.marks:
            raise FrameError(f"array heading {code}, {mark}, {ndim}")
        dtype, itemsize = _DTYPES[code]
        dims = _read_dims[ndim](body, place + 3)
        place += 3 + 8 * ndim
        strides = None
        if mark & STRIDED:
            strides = _read_strides[ndim](body, place)
            place += 8 * ndim
        end = place + itemsize * _product(dims)  # Python integers: no product can wrap round
        if end > self.size or (ndim and max(dims) > _LARGEST_DIM):
            raise FrameError(f"array dims {dims}, {self.size - place} bytes left")
        self.place = end
        if code == _BOOLEAN and bytes(body[place:end]).strip(b"\0\1"):
            raise FrameError("a boolean that is neither 0 nor 1")
        order: Any = "F" if mark & FORTRAN else "C"
        try:
            lying: np.ndarray[Any, Any] = _ndarray(dims, dtype, body, place, None, order)
        except ValueError as error:  # e.g. (0, 2**62, 2**62): no data, yet too big for NumPy
            raise FrameError(f"array dims {dims}") from error
        # Owned, aligned memory in the announced layout.
        result = lying.copy(order) if strides is None else _spread(lying, strides)
        if not mark & WRITEABLE:
            result.flags.writeable = False
        return result


def _spread(values: np.ndarray[Any, Any], strides: tuple[int, ...]) -> np.ndarray[Any, Any]:
    """The values in memory with gaps, or stepped through backwards, as those strides say."""
    dims, dtype = values.shape, values.dtype
    below, size = span(dims, strides, dtype.itemsize)
    if not values.size or size > span_cap(values.nbytes):
        raise FrameError(f"array of {values.nbytes} bytes spread over {size}")
    base = _empty(size + dtype.itemsize, np.uint8)
    base.fill(0)
    result: np.ndarray[Any, Any] = _ndarray(dims, dtype, base, below, strides)
    result[...] = values
    return result


_FIRST_DIGITS = {bytes([digit]) for digit in b"-0123456789abcdef"}
_READERS: dict[int, Callable[[_Reader, int], Any]] = {
    ord("N"): lambda reader, depth: None,
    ord("T"): lambda reader, depth: True,
    ord("F"): lambda reader, depth: False,
    ord("I"): _Reader.integer,
    ord("D"): _Reader.real,
    ord("C"): _Reader.pair,
    ord("S"): lambda reader, depth: reader.text(),
    ord("L"): _Reader.sequence,
    ord("U"): lambda reader, depth: tuple(reader.sequence(depth)),
    ord("M"): _Reader.mapping,
    ord("A"): _Reader.array,
    ord("X"): _Reader.unconvertible,
}


def decode(body: Body, *, start: int = 0, allow_strides: bool = True) -> Any:
    """The one value that the bytes from `start` on stand for; see `decode_all`."""
    values = decode_all(body, start=start, allow_strides=allow_strides)
    if len(values) != 1:
        raise FrameError(f"{len(values)} values where one is due")
    return values[0]


def decode_all(
    body: Body, *, start: int = 0, allow_strides: bool = True, ends: list[int] | None = None
) -> list[Any]:
    """The values in the bytes from `start` on; the place where each ends is added to `ends`.

    Raises `FrameError` for anything that `encode_all` would not have written. Arrays take no more
    memory than the body does, whatever it says; with `allow_strides`, up to 17 times as much.
    """
    reader = _Reader(body, start, allow_strides)
    values: list[Any] = []
    try:
        while reader.place < reader.size:
            if len(values) == MAX_ITEMS:  # each costs far more than the one byte that it may be
                raise FrameError(f"over {MAX_ITEMS} values")
            values.append(reader.read(0))
            if ends is not None:
                ends.append(reader.place)
    except (struct.error, IndexError) as error:
        raise FrameError(f"the bytes end within a value: {error}") from error
    return values
