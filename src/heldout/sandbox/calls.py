"""Calls as the judge writes them down for a child: function, arguments, wishes."""

from __future__ import annotations

import os
import struct
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from heldout.errors import SandboxError

from .encoding import encode_all
from .frames import Kind, pack
from .values import FrameError, Value

__all__ = ["Call", "Writer"]

_NUMBERS = struct.Struct("=64I")


class Call(NamedTuple):
    """One call of a function that the source defines; `wishes` are what the harness does beside
    calling (harness.py)."""

    function: str
    args: Sequence[Value] = ()
    kwargs: Mapping[str, Value] | None = None
    wishes: Mapping[str, Value] | None = None


class Writer:
    """Writes the requests of one session, each with a number that the code cannot guess, so that
    no answer can be made before the request has come."""

    def __init__(self) -> None:
        self._numbers: list[int] = []
        self._last: tuple[str, tuple[str, ...]] | None = None  # what the last call called

    def request(self, kind: Kind, body: bytes = b"") -> tuple[bytes, int]:
        """The bytes of a request, and its number."""
        if not self._numbers:
            self._numbers = list(_NUMBERS.unpack(os.urandom(_NUMBERS.size)))
        number = self._numbers.pop() or 1
        return pack(kind, number, body), number

    def call(self, call: Call) -> tuple[bytes, int]:
        """The same for a call: function, names of the keywords and wishes, unless they are those
        of the last call; then the arguments. Raises `SandboxError` for what cannot be sent."""
        function, args, kwargs, wishes = call
        names = tuple(kwargs) if kwargs else ()
        last = None if wishes else (function, names)
        again = last is not None and last == self._last
        self._last = last
        try:
            values = (*args, *kwargs.values()) if kwargs else args
            if again:
                return self.request(Kind.AGAIN, encode_all(values, lossless=True))
            heading = (function, list(names), dict(wishes or {}))
            return self.request(Kind.CALL, encode_all((*heading, *values), lossless=True))
        except FrameError as error:
            self._last = None
            raise SandboxError(
                "An argument must be made of None, numbers, text, lists, tuples, dictionaries and "
                f"numeric arrays; {error} was given. Convert it before the call."
            ) from error
