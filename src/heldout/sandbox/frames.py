"""Frames on the pipes between judge and child: a heading of 20 bytes, then encoded values.

The same file runs on both ends. The child's end may block, since the judge kills it; the judge's
end never does: it feeds what has arrived to a `FrameReader`, which believes no length over the cap.
Several requests may be on their way at once; each is answered by one frame, in their order.
"""

from __future__ import annotations

import os
import struct
from enum import IntEnum
from typing import NamedTuple

from .values import Body, FrameError

__all__ = [
    "HEADING",
    "Frame",
    "FrameReader",
    "FrameTooLong",
    "Kind",
    "Requests",
    "pack",
    "write",
]

HEADING = struct.Struct("<B3xIQI")  # kind, number of the request, length of the body, printed
_HEADING_BYTES = HEADING.size
_CHUNK = 1 << 16  # what a pipe holds
_NO_CAP = 1 << 64
_read, _write = os.read, os.write


class Kind(IntEnum):
    """What a frame says; the judge sends LOAD, CALL and AGAIN, the child all others.

    AGAIN is a CALL that says nothing but its arguments, and has the rest of the last CALL.
    """

    LOAD = 1
    CALL = 2
    READY = 3
    UNREADY = 4
    LOADED = 5
    RETURNED = 6
    RAISED = 7
    MISSING = 8
    OUT_OF_MEMORY = 9
    AGAIN = 10


_KINDS = {int(kind): kind for kind in Kind}


class FrameTooLong(FrameError):
    """A heading announces more than the judge accepts; carries the length."""

    def __init__(self, length: int) -> None:
        super().__init__(f"a body of {length} bytes")
        self.length = length


class Frame(NamedTuple):
    """One whole frame. `printed` is how many bytes its sender says to have printed by then."""

    kind: Kind
    number: int
    body: Body
    printed: int = 0


def pack(kind: Kind, number: int, body: bytes = b"", printed: int = 0) -> bytes:
    """The bytes of a frame."""
    return HEADING.pack(kind, number, len(body), printed) + body


class FrameReader:
    """Takes frames out of bytes that arrive in whatever pieces, each by itself.

    What is over the cap is a `FrameTooLong` before anything of that size is allocated.
    """

    __slots__ = ("_cap", "_data", "_place", "_wanted")

    def __init__(self, cap: int) -> None:
        self._cap = cap
        self._data: bytes | bytearray = b""
        self._place = 0  # where the next frame begins
        self._wanted = _HEADING_BYTES  # bytes from there on without which there is no frame

    @property
    def left(self) -> int:
        """Bytes that have arrived and are of no frame that was taken."""
        return len(self._data) - self._place

    def feed(self, piece: bytes) -> None:
        """Some more bytes."""
        if self._place == len(self._data):
            self._data, self._place = piece, 0
            return
        if self._place or isinstance(self._data, bytes):
            self._data, self._place = bytearray(self._data[self._place :]), 0
        self._data += piece

    def take(self) -> Frame | None:
        """The next frame, None while some of it is missing."""
        data, place = self._data, self._place
        if len(data) - place < self._wanted:
            return None
        code, number, length, printed = HEADING.unpack_from(data, place)
        kind = _KINDS.get(code)
        if kind is None:
            raise FrameError(f"unknown kind of frame {code}")
        if length > self._cap:
            raise FrameTooLong(length)
        start = place + _HEADING_BYTES
        end = start + length
        if end > len(data):
            self._wanted = _HEADING_BYTES + length
            return None
        self._place, self._wanted = end, _HEADING_BYTES
        if length < _CHUNK:
            return Frame(kind, number, data[start:end], printed)
        if end == len(data):  # the rule for long ones, which are not copied
            self._data, self._place = b"", 0
        return Frame(kind, number, memoryview(data)[start:end], printed)


class Requests:
    """The requests that come through a pipe, however long they take (child's end)."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._arrived = FrameReader(_NO_CAP)

    def next(self) -> Frame | None:
        """The next one; None when the other end is gone."""
        arrived = self._arrived
        while (frame := arrived.take()) is None:
            piece = _read(self._descriptor, _CHUNK)
            if not piece:
                return None
            arrived.feed(piece)
        return frame


def write(descriptor: int, frame: bytes) -> None:
    """Write all of a frame, however long it takes (child's end)."""
    sent = _write(descriptor, frame)
    if sent < len(frame):
        rest = memoryview(frame)[sent:]
        while rest:
            rest = rest[_write(descriptor, rest) :]
