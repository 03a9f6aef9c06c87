"""A time limit on author's code, so that a loop without an end is named instead of waited for."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from heldout.authored import author_error
from heldout.errors import PackError

__all__ = ["TooSlow", "deadline", "too_slow"]


class TooSlow(BaseException):
    """The block did not end in time. Author's code that catches every Exception lets it through."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise TooSlow inside the block after so many seconds of wall time, and again each second.

    It works by SIGALRM, so only in the main thread of a process, which is where a worker of
    `verify` does its work.
    """

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlow(f"did not end within {seconds:g} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def too_slow(file: Path, slow: TooSlow) -> PackError:
    """Points at the line of the author's file that was being run when the time was up."""
    line = author_error(file, slow).line
    return PackError(f"{slow}; look for a loop that has no end", file=file, line=line)
