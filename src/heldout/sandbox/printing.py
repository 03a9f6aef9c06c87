"""How much a child has printed, so that the judge can tell which call printed what.

Calls may be on their way together, and what they print comes through a pipe of its own. Code that
writes past Python's streams is not counted: what it prints is found beside a later call.
"""

from __future__ import annotations

import io
import sys
from typing import Any

__all__ = ["count", "said"]

_said = 0


class _Counted(io.FileIO):
    def write(self, data: Any, /) -> int:
        global _said
        written = super().write(data)
        _said += written
        return written


def count() -> None:
    """Replace the streams of this process by such that count, each written line by line."""
    for name, descriptor in (("stdout", 1), ("stderr", 2)):
        errors = getattr(sys, name).errors
        raw = io.BufferedWriter(_Counted(descriptor, "w", closefd=False))
        stream = io.TextIOWrapper(raw, "utf-8", errors, line_buffering=True)
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def said() -> int:
    """Bytes that have been printed so far."""
    return _said
