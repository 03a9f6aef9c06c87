"""Random numbers of its own for each child: forks of one parent would all draw the same.

NumPy's way of seeding its global generator touches so many pages, each of which a fresh fork must
copy, that it took a tenth of a child's start. So the kernel writes into the generator's state.
"""

from __future__ import annotations

import ctypes
import os
import random
import struct
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

__all__ = ["renew"]

_LOADED = "numpy.random" in sys.modules  # where a child loads it itself, it is its own
_KEY_BYTES, _USED_UP = 624 * 4, 624  # the Mersenne twister's words; none of them is left to draw


def _find_state() -> int | None:
    """Where the key of NumPy's global generator lies, None when it is not as expected.

    Found in the warm parent, which leaves the generator used up, so that its next draw begins by
    stirring the key.
    """
    if not _LOADED:
        return None
    np.random.seed()
    seeded: Any = np.random.get_state()
    np.random.set_state((seeded[0], seeded[1], _USED_UP, 0, 0.0))
    generator: Any = getattr(np.random.mtrand, "_rand", None)
    state: Any = np.random.get_state()
    try:
        address = int(generator._bit_generator.ctypes.state_address)
    except AttributeError:
        return None
    expected = state[1].tobytes() + struct.pack("=i", state[2])
    fits = state[2] == _USED_UP and ctypes.string_at(address, len(expected)) == expected
    return address if fits and state[3] == 0 else None


def _find_filler() -> Callable[[int, int, int], int] | None:
    """getrandom(2) of the C library, where it has one."""
    filler: Any = getattr(ctypes.CDLL(None), "getrandom", None)
    if filler is not None:
        filler.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_uint)
    found: Callable[[int, int, int], int] | None = filler
    return found


_STATE, _FILL = _find_state(), _find_filler()
_TORCH: Any = sys.modules.get("torch")


def _fill() -> bool:
    """Whether the kernel has filled the state of NumPy's global generator."""
    if _STATE is None or _FILL is None:
        return False
    return _FILL(_STATE, _KEY_BYTES, 0) == _KEY_BYTES


def renew() -> None:
    """Seed every global generator from the kernel: Python's, NumPy's and PyTorch's."""
    random.seed()
    if _LOADED and not _fill():
        np.random.seed(np.frombuffer(os.urandom(32), np.uint32))
    if _TORCH is not None:
        _TORCH.default_generator.manual_seed(int.from_bytes(os.urandom(8), "little") >> 1)
