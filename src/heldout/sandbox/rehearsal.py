"""A few made-up requests that a process answers itself, before there are real ones.

Python adapts code to what it has seen, and NumPy remembers how it found a function for a type.
The warm parent rehearses, and its children inherit both.
"""

from __future__ import annotations

import linecache
import sys
from typing import TYPE_CHECKING

import numpy as np

from . import frames
from .encoding import encode_all
from .failures import FILE, MODULE
from .frames import Frame, Kind

if TYPE_CHECKING:
    from .child import Candidate

__all__ = ["rehearse"]

ROUNDS = 12  # adaptive code has settled by then
_SOURCE = """
import numpy as np

def play(x, axis=-1):
    centred = x - x.max(axis=axis, keepdims=True)
    powers = np.exp(centred)
    shares = powers / powers.sum(axis=axis, keepdims=True)
    spread = np.sqrt(((x - x.mean(axis=axis, keepdims=True)) ** 2).mean() + 1e-5)
    rows = np.where(x > 0, x, -x).reshape(len(x), -1)
    table = np.zeros((3, 3)) + np.arange(3.0) * np.ones(3)
    return shares, float(spread), rows.T @ rows, np.tanh(table), np.maximum(table, 0.0)
"""


def rehearse(candidate: Candidate, rounds: int = ROUNDS) -> None:
    """Load a source and answer calls with arrays of several types; leaves nothing to be found."""
    candidate.load(_SOURCE)
    try:
        for turn in range(rounds):
            for dtype in (np.float64, np.float32, np.int64):
                array = np.arange(12).reshape(3, 4).astype(dtype)
                _answer(candidate, Kind.CALL, ("play", [], {}, array))
                _answer(candidate, Kind.AGAIN, (np.asfortranarray(array),))
                _answer(candidate, Kind.CALL, ("play", ["axis"], {}, array, turn % 2))
    finally:
        candidate.module.__dict__.clear()  # functions hold it, and it holds them
        sys.modules.pop(MODULE, None)
        linecache.cache.pop(FILE, None)


def _answer(candidate: Candidate, kind: Kind, values: tuple[object, ...]) -> None:
    """One request as the judge would send it, and the frame of its answer."""
    request = Frame(kind, 1, memoryview(encode_all(values, lossless=True)))
    answered, body = candidate.answer(request)
    assert answered is Kind.RETURNED, body
    frames.pack(answered, 1, body)
