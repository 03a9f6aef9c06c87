"""A few made-up requests that the warm parent answers itself, before it forks.

Python adapts code to what it has seen, and NumPy remembers how it found a function for a type; a
child inherits both. Without it, each child learns them anew during its first calls, which then
take twice as long.
"""

from __future__ import annotations

import linecache
import os
import sys

import numpy as np

from . import frames
from .child import Candidate
from .encoding import encode_all
from .failures import FILE, MODULE
from .frames import Kind
from .jail import Jail

__all__ = ["rehearse"]

_ROUNDS = 12  # adaptive code has settled by then
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


def rehearse(jail: Jail) -> None:
    """Load a source and answer calls with arrays of several types; leaves nothing to be found."""
    candidate = Candidate(jail)
    candidate.load(_SOURCE)
    reading, writing = os.pipe()
    try:
        for turn in range(_ROUNDS):
            for dtype in (np.float64, np.float32, np.int64):
                array = np.arange(12).reshape(3, 4).astype(dtype)
                _answer(candidate, reading, writing, Kind.CALL, ("play", [], {}, array))
                _answer(candidate, reading, writing, Kind.AGAIN, (np.asfortranarray(array),))
                _answer(
                    candidate, reading, writing, Kind.CALL, ("play", ["axis"], {}, array, turn % 2)
                )
    finally:
        os.close(reading)
        os.close(writing)
        sys.modules.pop(MODULE, None)
        linecache.cache.pop(FILE, None)


def _answer(
    candidate: Candidate, reading: int, writing: int, kind: Kind, values: tuple[object, ...]
) -> None:
    """One request through a pipe, as the judge would send it, and the frame of its answer."""
    frames.write(writing, frames.pack(kind, 1, encode_all(values, lossless=True)))
    request = frames.read(reading)
    assert request is not None
    answered, body = candidate.answer(request)
    assert answered is Kind.RETURNED, body
    frames.pack(answered, 1, body)
