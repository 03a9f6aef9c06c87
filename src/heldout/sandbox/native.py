"""A function of a compiled submission, called with arrays; headers/heldout.hpp is the other end.

Runs in the candidate's process, after the jail has closed: loading the file runs their code.
"""

from __future__ import annotations

import ctypes
import inspect
import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

__all__ = ["bind", "share"]

_TENSOR, _REAL, _WHOLE, _TRUTH, _LIST, _NOTHING = range(6)  # heldout::Kind
_SINGLE, _TUPLE = range(2)  # heldout::Form; the third is a row
_TYPES = {  # at::ScalarType by NumPy's name
    **{"uint8": 0, "int8": 1, "int16": 2, "int32": 3, "int64": 4, "float16": 5, "float32": 6},
    **{"float64": 7, "complex64": 9, "complex128": 10, "bool": 11},
}
_NAMES = {code: name for name, code in _TYPES.items()}
_ERRORS: dict[str, type[Exception]] = {
    error.__name__: error
    for error in (IndexError, MemoryError, NotImplementedError, TypeError, ValueError)
}
_WIDE = ctypes.c_int64


class _Value(ctypes.Structure):
    """heldout::Value."""


_Value._fields_ = [
    *((name, _WIDE) for name in ("kind", "type", "dims")),
    ("sizes", ctypes.POINTER(_WIDE)),
    ("strides", ctypes.POINTER(_WIDE)),
    ("data", ctypes.c_void_p),
    ("whole", _WIDE),
    ("real", ctypes.c_double),
    ("items", ctypes.POINTER(_Value)),
    ("count", _WIDE),
]


class _Outcome(ctypes.Structure):
    """heldout::Outcome."""

    _fields_ = (
        ("error", ctypes.c_char_p),
        ("message", ctypes.c_char_p),
        ("form", _WIDE),
        ("count", _WIDE),
        ("values", ctypes.POINTER(_Value)),
    )


def share(paths: Sequence[str]) -> None:
    """Make the names in these libraries known to all that is loaded later."""
    for path in paths:
        ctypes.CDLL(path, mode=ctypes.RTLD_GLOBAL)


def bind(path: str, parameters: Sequence[str]) -> Callable[..., Any]:
    """The function that the file exports, with so many of these parameters as it has."""
    try:
        library = ctypes.CDLL(path)
    except OSError as error:
        raise ImportError(_readable(str(error).replace(path, "").lstrip(": "))) from None
    library.heldout_arity.restype = _WIDE
    library.heldout_call.restype = ctypes.POINTER(_Outcome)
    arity = library.heldout_arity()

    def call(*given: Any) -> Any:
        if len(given) != arity:
            raise TypeError(f"the function takes {arity} arguments; it is called with {len(given)}")
        kept: list[Any] = []
        outcome = library.heldout_call(_values(given, kept)).contents
        if outcome.error:
            kind = _ERRORS.get(outcome.error.decode(), RuntimeError)
            raise kind((outcome.message or b"").decode(errors="replace"))
        made = [_made(outcome.values[place]) for place in range(outcome.count)]
        return made[0] if outcome.form == _SINGLE else _gathered(made, outcome.form)

    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    named = [inspect.Parameter(name, kind) for name in parameters[:arity]]
    call.__signature__ = inspect.Signature(named)  # type: ignore[attr-defined]
    return call


def _gathered(made: list[Any], form: int) -> Any:
    return tuple(made) if form == _TUPLE else made


def _values(given: Sequence[Any], kept: list[Any]) -> Any:
    """The arguments as the other side reads them; `kept` holds what they point to."""
    values = (_Value * max(1, len(given)))()
    for place, item in enumerate(given):
        _fill(values[place], item, kept)
    kept.append(values)
    return values


def _fill(value: Any, item: Any, kept: list[Any]) -> None:
    if isinstance(item, np.ndarray):
        steps = [stride // item.itemsize for stride in item.strides]
        value.kind, value.type, value.dims = _TENSOR, _TYPES[item.dtype.name], item.ndim
        value.sizes = (_WIDE * (item.ndim or 1))(*item.shape)
        value.strides = (_WIDE * (item.ndim or 1))(*steps)
        value.data = item.ctypes.data
        kept.append(item)
    elif isinstance(item, (list, tuple)):
        value.kind, value.count = _LIST, len(item)
        value.items = _values(item, kept)
    elif isinstance(item, bool):
        value.kind, value.whole = _TRUTH, int(item)
    elif isinstance(item, int):
        value.kind, value.whole, value.real = _WHOLE, item, float(item)
    else:
        value.kind, value.real = _REAL, float(item)


def _made(value: Any) -> Any:
    if value.kind == _TENSOR:
        return _array(value)
    if value.kind == _NOTHING:
        return None
    if value.kind == _TRUTH:
        return bool(value.whole)
    return value.whole if value.kind == _WHOLE else value.real


def _array(value: Any) -> Any:
    """The tensor's own memory, so that it shows when that is an argument's."""
    name = _NAMES.get(value.type)
    if name is None:
        raise TypeError("the function returned a tensor of a type that NumPy does not have")
    dtype = np.dtype(name)
    shape = tuple(value.sizes[place] for place in range(value.dims))
    if not math.prod(shape):
        return np.empty(shape, dtype)
    steps = [value.strides[place] for place in range(value.dims)]
    last = sum((size - 1) * step for size, step in zip(shape, steps, strict=True))
    memory = (ctypes.c_char * ((last + 1) * dtype.itemsize)).from_address(value.data)
    strides = [step * dtype.itemsize for step in steps]
    return np.ndarray(shape, dtype, memory, 0, strides)


def _readable(text: str) -> str:
    """The loader's complaint with the names that C++ has made of names turned back."""
    words = [_demangled(word) if word.startswith("_Z") else word for word in text.split()]
    return " ".join(words)


def _demangled(name: str) -> str:
    demangle = getattr(ctypes.CDLL(None), "__cxa_demangle", None)
    if demangle is None:
        return name
    demangle.restype = ctypes.c_char_p
    found: bytes | None = demangle(name.encode(), None, None, None)
    return found.decode(errors="replace") if found else name
