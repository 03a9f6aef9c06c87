"""Forking a warm parent: as `os.fork`, without what Python does beside it."""

from __future__ import annotations

import ctypes
import os
import sys

__all__ = ["fork"]

_libc = ctypes.PyDLL(None, use_errno=True) if sys.platform == "linux" else None


def fork() -> int:
    """The child's process id, 0 in the child, for a parent of one thread only.

    Python's own fork runs hooks in the child (logging, threading, random, executors) that mend
    what other threads may have left half done. There are none, and running the hooks makes the
    child copy hundreds of pages: half the cost of a fork. Random numbers are renewed by the child.
    """
    if _libc is None:
        return os.fork()
    pid: int = _libc.fork()
    if pid < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"fork: {os.strerror(code)}")
    return pid
