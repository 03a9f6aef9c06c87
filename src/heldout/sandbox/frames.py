"""Frames on the pipes between judge and child: a heading of 16 bytes, then encoded values.

The same file runs on both ends. The child's end may block, since the judge kills it; the judge's
end never does: it feeds what has arrived to a `FrameReader`, which believes no length over the cap.
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
    "pack",
    "read",
    "whole",
    "write",
]

HEADING = struct.Struct("<B3xIQ")  # kind, number of the request, length of the body
_HEADING_BYTES = HEADING.size
_CHUNK = 1 << 16  # what a pipe holds
_read, _write = os.read, os.write


class Kind(IntEnum):
    """What a frame says; the judge sends REHEARSE, LOAD, CALL and AGAIN, the child all others.

    REHEARSE has a child that waits touch what it will need, and is answered with READY. AGAIN is a
    CALL that says nothing but its arguments, and has the rest of the last CALL.
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
    REHEARSE = 11


_KINDS = {int(kind): kind for kind in Kind}


class FrameTooLong(FrameError):
    """A heading announces more than the judge accepts; carries the length."""

    def __init__(self, length: int) -> None:
        super().__init__(f"a body of {length} bytes")
        self.length = length


class BytesLeft(FrameError):
    """More has come than the one frame that is due."""


class Frame(NamedTuple):
    """One whole frame."""

    kind: Kind
    number: int
    body: Body


def pack(kind: Kind, number: int, body: bytes = b"") -> bytes:
    """The bytes of a frame."""
    return HEADING.pack(kind, number, len(body)) + body


def _heading(data: bytes | bytearray) -> tuple[Kind, int, int]:
    code, number, length = HEADING.unpack_from(data)
    kind = _KINDS.get(code)
    if kind is None:
        raise FrameError(f"unknown kind of frame {code}")
    return kind, number, length


def whole(data: bytes, cap: int) -> Frame | None:
    """The frame, when the bytes are exactly one with a body of at most `cap` bytes; else None, and
    a `FrameReader` tells what is the matter."""
    if len(data) < _HEADING_BYTES:
        return None
    code, number, length = HEADING.unpack_from(data)
    if len(data) != _HEADING_BYTES + length or length > cap or code not in _KINDS:
        return None
    return Frame(_KINDS[code], number, data[_HEADING_BYTES:])


def read(descriptor: int) -> Frame | None:
    """The next frame, however long it takes; None when the other end is gone (child's end).

    There is never more than one request on its way, so what arrives belongs to this frame.
    """
    data: bytes | bytearray = _read(descriptor, _CHUNK)
    if not data:
        return None
    if len(data) < _HEADING_BYTES:
        data = bytearray(data)
        if not _read_up_to(descriptor, data, _HEADING_BYTES):
            return None
    kind, number, length = _heading(data)
    if len(data) == _HEADING_BYTES + length:
        return Frame(kind, number, data[_HEADING_BYTES:])
    data = bytearray(data)
    if not _read_up_to(descriptor, data, _HEADING_BYTES + length):
        return None
    return Frame(kind, number, memoryview(data)[_HEADING_BYTES:])


def _read_up_to(descriptor: int, data: bytearray, size: int) -> bool:
    """Read until there are that many bytes; False when the other end goes first."""
    while len(data) < size:
        piece = _read(descriptor, _CHUNK)
        if not piece:
            return False
        data += piece
    return True


def write(descriptor: int, frame: bytes) -> None:
    """Write all of a frame, however long it takes (child's end)."""
    sent = _write(descriptor, frame)
    if sent < len(frame):
        rest = memoryview(frame)[sent:]
        while rest:
            rest = rest[_write(descriptor, rest) :]


class FrameReader:
    """Puts one frame together from whatever pieces arrive (judge's end).

    `feed` raises `FrameTooLong` before anything of that size is allocated, and `BytesLeft` for
    bytes after the end.
    """

    __slots__ = ("_cap", "_data", "_heading")

    def __init__(self, cap: int) -> None:
        self._cap = cap
        self._data: bytes | bytearray = b""
        self._heading: tuple[Kind, int, int] | None = None

    def feed(self, piece: bytes) -> Frame | None:
        """The frame once it is whole, None before."""
        if not self._data:
            self._data = piece
        else:
            if isinstance(self._data, bytes):
                self._data = bytearray(self._data)
            self._data += piece
        if self._heading is None:
            if len(self._data) < _HEADING_BYTES:
                return None
            self._heading = _heading(self._data)
        kind, number, length = self._heading
        if length > self._cap:
            raise FrameTooLong(length)
        missing = _HEADING_BYTES + length - len(self._data)
        if missing < 0:
            raise BytesLeft(f"{-missing} bytes after the end of a frame")
        if missing:
            return None
        if length < _CHUNK:
            return Frame(kind, number, self._data[_HEADING_BYTES:])
        return Frame(kind, number, memoryview(self._data)[_HEADING_BYTES:])
