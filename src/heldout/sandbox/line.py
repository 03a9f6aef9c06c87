"""The descriptors between the judge and one child: two pipes for frames, one for what is printed.

Pipes, since a round trip through them takes two thirds of one through a socket. A socket, the
messenger, carries READY with the listener, which nothing else can carry, and ends.
"""

from __future__ import annotations

import contextlib
import os
import socket
import threading

__all__ = ["Line", "Lines"]


class Line:
    """All ends; the child's until `give_away`, the judge's until `close`."""

    def __init__(self) -> None:
        with contextlib.ExitStack() as opened:
            self.messenger, self._theirs = socket.socketpair()
            opened.callback(self.messenger.close)
            opened.callback(self._theirs.close)
            self.answers, answering = _pipe(opened)
            requested, self.requests = _pipe(opened)
            self.printed, printing = _pipe(opened)
            for own in (self.requests, self.answers, self.printed):
                os.set_blocking(own, False)
            opened.pop_all()
        self._ends = [answering, requested, printing]

    @property
    def ends(self) -> list[int]:
        """What the child gets: for answers, for requests, for what it prints, and to say READY."""
        return [*self._ends, self._theirs.fileno()]

    def give_away(self) -> None:
        """Close the ends that only the child needs."""
        self._theirs.close()
        for end in self._ends:
            os.close(end)

    def close(self) -> None:
        """Close the judge's ends."""
        self.messenger.close()
        for own in (self.requests, self.answers, self.printed):
            os.close(own)


class Lines:
    """A line laid in advance, while a child starts, for the next one; for any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._spare: Line | None = None
        self._closed = False

    def take(self) -> Line:
        """A line that nobody uses."""
        with self._lock:
            line, self._spare = self._spare, None
        return line or Line()

    def lay(self) -> None:
        """See to it that the next line need not be waited for; where none can be had, whoever
        takes it is told."""
        with self._lock, contextlib.suppress(OSError):
            if self._spare is None and not self._closed:
                self._spare = Line()

    def close(self) -> None:
        """Close the spare line, and lay no other."""
        with self._lock:
            self._closed = True
            if self._spare is not None:
                self._spare.give_away()
                self._spare.close()
                self._spare = None


def _pipe(opened: contextlib.ExitStack) -> tuple[int, int]:
    ends = os.pipe()
    for end in ends:
        opened.callback(os.close, end)
    return ends
