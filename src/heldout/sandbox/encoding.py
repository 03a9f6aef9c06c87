"""Values to bytes; see values.py for the language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from .values import (
    ARRAY_HEADS,
    COMPLEX,
    COUNT,
    DTYPE_CODES,
    DTYPES,
    FLOAT,
    FORTRAN,
    MAX_DEPTH,
    MAX_DIMENSIONS,
    MAX_INT_DIGITS,
    MAX_ITEMS,
    STRIDED,
    STRIDES,
    WRITEABLE,
    FrameError,
    Unconvertible,
    plain,
    span,
    span_cap,
)

__all__ = ["encode", "encode_all"]

_array, _ndarray, _generic = np.array, np.ndarray, np.generic
_code_of = DTYPE_CODES.get


class _Writer:
    """Collects the pieces of one encoded value and counts its items."""

    __slots__ = ("items", "keep_strides", "lost", "parts")

    def __init__(self, keep_strides: bool) -> None:
        self.parts: list[bytes] = []
        self.items = 0
        self.keep_strides = keep_strides
        self.lost = ""

    def write(self, value: Any, depth: int) -> None:
        writer = _WRITERS.get(type(value)) or _writer_for(value)
        writer(self, value, depth)

    def put_none(self, value: None, depth: int) -> None:
        self.parts.append(b"N")

    def put_bool(self, value: bool, depth: int) -> None:
        self.parts.append(b"T" if value else b"F")

    def put_int(self, value: int, depth: int) -> None:
        digits = b"%x" % value
        if len(digits) > MAX_INT_DIGITS:
            self.unconvertible(f"int of {value.bit_length()} bits")
        else:
            self.parts.append(b"I" + COUNT.pack(len(digits)) + digits)

    def put_float(self, value: float, depth: int) -> None:
        self.parts.append(b"D" + FLOAT.pack(value))

    def put_complex(self, value: complex, depth: int) -> None:
        self.parts.append(b"C" + COMPLEX.pack(value.real, value.imag))

    def put_str(self, value: str, depth: int) -> None:
        self.parts.append(b"S" + _text(value))

    def put_sequence(self, value: Any, depth: int) -> None:
        if not self.enter(value, depth):
            return
        tag = b"L" if isinstance(value, list) else b"U"
        items = list(value)
        self.parts.append(tag + COUNT.pack(len(items)))
        for item in items:
            self.write(item, depth + 1)

    def put_dict(self, value: dict[Any, Any], depth: int) -> None:
        if not self.enter(value, depth):
            return
        pairs = list(value.items())
        odd = [type(key).__name__ for key, _ in pairs if not isinstance(key, str)]
        if odd:
            self.unconvertible(f"dict with a key of type {odd[0]}")
            return
        self.parts.append(b"M" + COUNT.pack(len(pairs)))
        for key, item in pairs:
            self.parts.append(_text(key))
            self.write(item, depth + 1)

    def enter(self, value: Any, depth: int) -> bool:
        """Whether a container may be opened here; writes what stands for it when not."""
        name = type(value).__name__
        self.items += len(value)
        if depth >= MAX_DEPTH:
            self.unconvertible(f"{name} nested deeper than {MAX_DEPTH}")
        elif self.items > MAX_ITEMS:
            self.unconvertible(f"{name} of too many items (over {MAX_ITEMS} in all)")
        else:
            return True
        return False

    def put_scalar(self, value: Any, depth: int) -> None:
        self.put_array(_array(value), depth)

    def put_array(self, value: np.ndarray[Any, Any], depth: int) -> None:
        usual = _usual_array(value)
        if usual is not None:
            self.parts.append(usual)
        else:
            self.put_unusual_array(value)

    def put_unusual_array(self, value: np.ndarray[Any, Any]) -> None:
        """An array that is not in C order, has its bytes swapped, or cannot be sent."""
        code = DTYPE_CODES.get(value.dtype.newbyteorder("="))
        if code is None:
            self.unconvertible(f"array of dtype {value.dtype}")
        elif value.ndim > MAX_DIMENSIONS:
            self.unconvertible(f"array of {value.ndim} dimensions")
        else:
            self.parts.extend(_array_parts(value, code, self.keep_strides))

    def unconvertible(self, description: str) -> None:
        self.lost = plain(description)
        self.parts.append(b"X" + _text(self.lost))

    def put_foreign(self, value: Any, depth: int) -> None:
        name = value.type if isinstance(value, Unconvertible) else type(value).__name__
        self.unconvertible(str(name))


_WRITERS: dict[type, Callable[[_Writer, Any, int], None]] = {
    type(None): _Writer.put_none,
    bool: _Writer.put_bool,
    int: _Writer.put_int,
    float: _Writer.put_float,
    complex: _Writer.put_complex,
    str: _Writer.put_str,
    list: _Writer.put_sequence,
    tuple: _Writer.put_sequence,
    dict: _Writer.put_dict,
    np.ndarray: _Writer.put_array,
}


def _writer_for(value: Any) -> Callable[[_Writer, Any, int], None]:
    """The writer for a subclass: the value is reduced to the plain type that it extends."""
    if isinstance(value, _generic) and not isinstance(value, str):
        return _Writer.put_scalar
    if isinstance(value, _ndarray):
        return lambda writer, item, depth: writer.put_array(_ndarray.view(item, _ndarray), depth)
    for base in (int, float, complex, str):
        if isinstance(value, base):
            return _reduced_to(base)
    for container in (list, tuple, dict):
        if isinstance(value, container):
            return _WRITERS[container]
    return _Writer.put_foreign


def _reduced_to(base: Any) -> Callable[[_Writer, Any, int], None]:
    write, new = _WRITERS[base], base.__new__
    return lambda writer, item, depth: write(writer, new(base, item), depth)


def _text(value: str) -> bytes:
    body = value.encode("utf-8", "surrogatepass")
    return COUNT.pack(len(body)) + body


def _usual_array(value: np.ndarray[Any, Any]) -> bytes | None:
    """The bytes of an array in C order and in the machine's own byte order; None for others."""
    code, flags, ndim = _code_of(value.dtype), value.flags, value.ndim
    if code is None or not flags.c_contiguous or ndim > MAX_DIMENSIONS:
        return None
    mark = WRITEABLE if flags.writeable else 0
    head = ARRAY_HEADS[ndim].pack(b"A", code, mark, ndim, *value.shape)
    return head + value.tobytes()


def _array_parts(value: np.ndarray[Any, Any], code: int, keep_strides: bool) -> list[bytes]:
    """The pieces of one array: heading, dims, strides when they matter, then the data."""
    flags = value.flags
    mark = WRITEABLE if flags.writeable else 0
    strides = b""
    if flags.c_contiguous:
        data = value
    elif flags.f_contiguous:
        mark |= FORTRAN
        data = value.T
    else:
        data = value
        size = span(value.shape, value.strides, value.itemsize)[1]
        if keep_strides and size <= span_cap(value.nbytes):
            mark |= STRIDED
            strides = STRIDES[value.ndim].pack(*value.strides)
    plain = data.astype(DTYPES[code], order="C", copy=False)
    head = ARRAY_HEADS[value.ndim].pack(b"A", code, mark, value.ndim, *value.shape)
    return [head, strides, plain.tobytes()]


def encode(value: Any, *, keep_strides: bool = True) -> bytes:
    """The bytes of a value; what has no bytes becomes an `Unconvertible`, never an error."""
    if type(value) is _ndarray:
        usual = _usual_array(value)
        if usual is not None:
            return usual
    return encode_all((value,), keep_strides=keep_strides)


def encode_all(
    values: Iterable[Any], *, keep_strides: bool = True, lossless: bool = False
) -> bytes:
    """The bytes of several values, one after the other.

    Without `keep_strides` every array that is not contiguous is sent in C order. With `lossless`
    a value that would become an `Unconvertible` is a `FrameError` that says what it is.
    """
    writer = _Writer(keep_strides)
    for value in values:
        usual = _usual_array(value) if type(value) is _ndarray else None
        if usual is not None:
            writer.parts.append(usual)
        else:
            writer.write(value, 0)
    if lossless and writer.lost:
        raise FrameError(writer.lost)
    return b"".join(writer.parts)
