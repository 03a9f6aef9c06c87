"""Giving up what root may do, piece by piece (man 7 capabilities)."""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from collections.abc import Callable

from . import kernel

__all__ = ["TO_CHANGE_USER", "keep", "make_giver"]

TO_CHANGE_USER = (6, 7)  # CAP_SETGID, CAP_SETUID: linux/capability.h
_VERSION_3 = 0x20080522
_DROP_FROM_BOUNDING_SET, _AMBIENT, _CLEAR_ALL = 24, 47, 4  # prctl(2)
_MOST = 64  # the kernel's sets have as many bits; asked beyond its last one it says EINVAL


def keep(*wanted: int) -> None:
    """Give up all capabilities but these, for good: no program that is run gives them back.

    The bounding set is emptied only by a process that may do so; without that right it has nothing
    to fear, since it could gain capabilities from a program alone, and may run none.
    """
    kernel.prctl(_AMBIENT, _CLEAR_ALL)
    _empty_bounding_set()
    bits = sum(1 << capability for capability in wanted)
    low, high = bits & 0xFFFFFFFF, bits >> 32
    header = ctypes.create_string_buffer(struct.pack("<Ii", _VERSION_3, 0))
    sets = ctypes.create_string_buffer(struct.pack("<6I", low, low, 0, high, high, 0))
    kernel.library("capset", header, sets)


def make_giver() -> Callable[[], None]:
    """A function that gives up every capability of the calling process, prepared so that a fresh
    fork of this one has little to do (and few pages to copy).

    It leaves the bounding set, which matters to who may run a program alone.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    prctl, capset = libc.prctl, libc.capset
    header = ctypes.create_string_buffer(struct.pack("<Ii", _VERSION_3, 0))
    nothing = ctypes.create_string_buffer(24)

    def give_up() -> None:
        if prctl(_AMBIENT, _CLEAR_ALL, 0, 0, 0) < 0 or capset(header, nothing) < 0:
            code = ctypes.get_errno()
            raise OSError(code, f"capabilities: {os.strerror(code)}")

    return give_up


def _empty_bounding_set() -> None:
    for capability in range(_MOST):
        try:
            kernel.prctl(_DROP_FROM_BOUNDING_SET, capability)
        except OSError as error:
            if error.errno in (errno.EINVAL, errno.EPERM):
                return
            raise
