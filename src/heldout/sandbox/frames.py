"""Frames on the pipe between judge and child: a heading of 16 bytes, then encoded values.

The same file runs on both ends. The child's end may block, since the judge kills it; the judge's
end never does: it feeds what has arrived to a `FrameReader`, which believes no length over the cap.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from enum import IntEnum

from .values import FrameError

__all__ = ["Frame", "FrameReader", "FrameTooLong", "Kind", "pack", "read", "write"]

HEADING = struct.Struct("<B3xIQ")  # kind, number of the request, length of the body
_CHUNK = 1 << 20


class Kind(IntEnum):
    """What a frame says; the judge sends LOAD and CALL, the child all others."""

    LOAD = 1
    CALL = 2
    READY = 3
    UNREADY = 4
    LOADED = 5
    RETURNED = 6
    RAISED = 7
    MISSING = 8
    OUT_OF_MEMORY = 9


class FrameTooLong(FrameError):
    """A heading announces more than the judge accepts; carries the length."""

    def __init__(self, length: int) -> None:
        super().__init__(f"a body of {length} bytes")
        self.length = length


@dataclass(frozen=True)
class Frame:
    """One whole frame."""

    kind: Kind
    number: int
    body: bytes | bytearray | memoryview


def pack(kind: Kind, number: int, body: bytes = b"") -> bytes:
    """The bytes of a frame."""
    return HEADING.pack(kind, number, len(body)) + body


def _heading(data: bytes | bytearray) -> tuple[Kind, int, int]:
    code, number, length = HEADING.unpack_from(data)
    try:
        return Kind(code), number, length
    except ValueError as error:
        raise FrameError(f"unknown kind of frame {code}") from error


def read(descriptor: int) -> Frame | None:
    """The next frame, however long it takes; None when the other end is gone (child's end)."""
    heading = _read_exactly(descriptor, HEADING.size)
    if heading is None:
        return None
    kind, number, length = _heading(heading)
    body = _read_exactly(descriptor, length)
    return None if body is None else Frame(kind, number, body)


def _read_exactly(descriptor: int, size: int) -> bytearray | None:
    data = bytearray()
    while len(data) < size:
        piece = os.read(descriptor, min(size - len(data), _CHUNK))
        if not piece:
            return None
        data += piece
    return data


def write(descriptor: int, frame: bytes) -> None:
    """Write all of a frame, however long it takes (child's end)."""
    rest = memoryview(frame)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


class FrameReader:
    """Puts one frame together from whatever pieces arrive (judge's end).

    `feed` raises `FrameTooLong` before anything of that size is allocated, and `FrameError` for
    bytes after the end.
    """

    def __init__(self, cap: int) -> None:
        self._cap = cap
        self._data = bytearray()
        self._heading: tuple[Kind, int, int] | None = None

    def feed(self, piece: bytes) -> Frame | None:
        """The frame once it is whole, None before."""
        self._data += piece
        if self._heading is None:
            if len(self._data) < HEADING.size:
                return None
            self._heading = _heading(self._data)
        kind, number, length = self._heading
        if length > self._cap:
            raise FrameTooLong(length)
        missing = HEADING.size + length - len(self._data)
        if missing < 0:
            raise FrameError(f"{-missing} bytes after the end of a frame")
        return None if missing else Frame(kind, number, memoryview(self._data)[HEADING.size :])
