"""The descriptors between the judge and one child: two pipes for frames, one for what is printed.

Pipes, since a round trip through them takes two thirds of one through a socket. The child's ends
of the first two travel to it through a socket, the messenger, which then carries READY and ends.
"""

from __future__ import annotations

import contextlib
import os
import socket

__all__ = ["Line"]


class Line:
    """All ends; the child's until `give_away`, the judge's until `close`."""

    def __init__(self) -> None:
        with contextlib.ExitStack() as opened:
            self.messenger, self.theirs = socket.socketpair()
            opened.callback(self.messenger.close)
            opened.callback(self.theirs.close)
            requests_end, self.requests = _pipe(opened)
            self.answers, answers_end = _pipe(opened)
            self.printed, self.printing = _pipe(opened)
            for own in (self.requests, self.answers, self.printed):
                os.set_blocking(own, False)
            # They wait in the socket until the child takes them, so we can let go of them now.
            socket.send_fds(self.messenger, [b"p"], [requests_end, answers_end])
            os.close(requests_end)
            os.close(answers_end)
            opened.pop_all()

    def give_away(self) -> None:
        """Close the ends that only the child needs."""
        self.theirs.close()
        os.close(self.printing)

    def close(self) -> None:
        """Close the judge's ends."""
        self.messenger.close()
        for own in (self.requests, self.answers, self.printed):
            os.close(own)


def _pipe(opened: contextlib.ExitStack) -> tuple[int, int]:
    ends = os.pipe()
    for end in ends:
        opened.callback(os.close, end)
    return ends
