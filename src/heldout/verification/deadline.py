"""A time limit on author's code, so that a loop without an end is named instead of waited for."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["TooSlow", "deadline"]


class TooSlow(Exception):
    """The block did not end in time."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise TooSlow inside the block after so many seconds of wall time.

    It works by SIGALRM, so only in the main thread of a process, which is where a worker of
    `verify` does its work.
    """

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlow(f"did not end within {seconds:g} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
