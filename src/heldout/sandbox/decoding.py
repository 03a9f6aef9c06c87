"""Bytes to values, believing nothing; see values.py for the language."""

from __future__ import annotations

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

_empty, _frombuffer, _ndarray = np.empty, np.frombuffer, np.ndarray


class _Reader:
    """Walks encoded bytes; every length is checked against what is left before it is believed."""

    __slots__ = ("body", "items", "marks", "place")

    def __init__(self, body: Body, allow_strides: bool) -> None:
        self.body = memoryview(body)
        self.place = 0
        self.items = 0
        self.marks = WRITEABLE | FORTRAN | (STRIDED if allow_strides else 0)

    def take(self, size: int) -> memoryview:
        end = self.place + size
        if end > len(self.body):
            raise FrameError(f"{size} bytes announced, {len(self.body) - self.place} left")
        piece = self.body[self.place : end]
        self.place = end
        return piece

    def count(self) -> int:
        return int(COUNT.unpack(self.take(4))[0])

    def text(self) -> str:
        try:
            return bytes(self.take(self.count())).decode("utf-8", "surrogatepass")
        except UnicodeDecodeError as error:
            raise FrameError("text is not UTF-8") from error

    def read(self, depth: int) -> Any:
        tag = bytes(self.take(1))
        reader = _READERS.get(tag)
        if reader is None:
            raise FrameError(f"unknown tag {tag!r}")
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
        code, mark, ndim = HEAD.unpack(self.take(3))
        if code >= len(DTYPES) or ndim > MAX_DIMENSIONS or mark & ~self.marks:
            raise FrameError(f"array heading {code}, {mark}, {ndim}")
        dtype = DTYPES[code]
        dims = DIMS[ndim].unpack(self.take(8 * ndim))
        count = 1
        for size in dims:  # Python integers: no product can wrap round
            count *= size
        if any(size > 1 << 62 for size in dims):
            raise FrameError(f"array dims {dims}")
        strides = STRIDES[ndim].unpack(self.take(8 * ndim)) if mark & STRIDED else None
        data = self.take(count * dtype.itemsize)
        if dtype.kind == "b" and bytes(data).strip(b"\0\1"):
            raise FrameError("a boolean that is neither 0 nor 1")
        result = self.place_array(dtype, dims, mark, strides, data)
        result.flags.writeable = bool(mark & WRITEABLE)
        return result

    def place_array(
        self,
        dtype: np.dtype[Any],
        dims: tuple[int, ...],
        mark: int,
        strides: tuple[int, ...] | None,
        data: memoryview,
    ) -> np.ndarray[Any, Any]:
        """Owned, aligned memory in the announced layout, holding the data."""
        flat = _frombuffer(data, dtype=dtype)
        if strides is not None:
            return self.strided(dtype, dims, strides, flat)
        try:
            if mark & FORTRAN:
                result = _empty(dims, dtype, order="F")
                result.T[...] = flat.reshape(dims[::-1])
            else:
                result = _empty(dims, dtype)
                result[...] = flat.reshape(dims)
        except ValueError as error:  # e.g. (0, 2**62, 2**62): no data, yet too big for NumPy
            raise FrameError(f"array dims {dims}") from error
        return result

    def strided(
        self,
        dtype: np.dtype[Any],
        dims: tuple[int, ...],
        strides: tuple[int, ...],
        flat: np.ndarray[Any, Any],
    ) -> np.ndarray[Any, Any]:
        below, size = span(dims, strides, dtype.itemsize)
        if not flat.size or size > span_cap(flat.nbytes):
            raise FrameError(f"array of {flat.nbytes} bytes spread over {size}")
        base = _empty(size + dtype.itemsize, np.uint8)
        base.fill(0)
        result: np.ndarray[Any, Any] = _ndarray(dims, dtype, base, below, strides)
        result[...] = flat.reshape(dims)
        return result


_FIRST_DIGITS = {bytes([digit]) for digit in b"-0123456789abcdef"}
_READERS: dict[bytes, Callable[[_Reader, int], Any]] = {
    b"N": lambda reader, depth: None,
    b"T": lambda reader, depth: True,
    b"F": lambda reader, depth: False,
    b"I": _Reader.integer,
    b"D": lambda reader, depth: FLOAT.unpack(reader.take(8))[0],
    b"C": lambda reader, depth: complex(*COMPLEX.unpack(reader.take(16))),
    b"S": lambda reader, depth: reader.text(),
    b"L": _Reader.sequence,
    b"U": lambda reader, depth: tuple(reader.sequence(depth)),
    b"M": _Reader.mapping,
    b"A": _Reader.array,
    b"X": _Reader.unconvertible,
}


def decode(body: Body) -> Any:
    """The value that the bytes stand for, in fresh memory; `FrameError` as `decode_all`."""
    values = decode_all(body)
    if len(values) != 1:
        raise FrameError(f"{len(values)} values where one is due")
    return values[0][0]


def decode_all(body: Body, *, allow_strides: bool = True) -> list[tuple[Any, memoryview]]:
    """The values in the bytes, each with the bytes that it was read from.

    Raises `FrameError` for anything that `encode_all` would not have written. Arrays take no more
    memory than the body does, whatever it says; with `allow_strides`, up to 17 times as much.
    """
    reader = _Reader(body, allow_strides)
    values: list[tuple[Any, memoryview]] = []
    while reader.place < len(reader.body):
        if len(values) == MAX_ITEMS:  # each costs far more than the one byte that it may be
            raise FrameError(f"over {MAX_ITEMS} values")
        start = reader.place
        value = reader.read(0)
        values.append((value, reader.body[start : reader.place]))
    return values
