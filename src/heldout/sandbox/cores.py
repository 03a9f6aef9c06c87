"""One core for the judge's thread and its child, as long as they answer each other call by call.

The two never compute at the same time then, but the kernel gives a process that wakes a core of
its own where one is idle. Waking an idle core takes five times as long as a whole exchange on one.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import threading
from dataclasses import dataclass

__all__ = ["Pair", "free_thread"]


def _find_getter() -> ctypes._NamedFuncPointer | None:
    if not hasattr(os, "sched_setaffinity"):
        return None
    return getattr(ctypes.CDLL(None), "sched_getcpu", None)


_current_core = _find_getter()


@dataclass
class _Held:
    """A thread that is held on one core: which, the cores that it had, and for how many pairs."""

    core: int
    cores: set[int]
    pairs: int


_lock = threading.Lock()
_held: dict[int, _Held] = {}  # by the thread's id


class Pair:
    """The calling thread and one child; neither has been moved yet."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._thread: int | None = None
        self._cores: set[int] = set()  # of the thread, before it was held
        self.possible = _current_core is not None

    @property
    def joined(self) -> bool:
        """Whether the two are on one core."""
        return self._thread is not None

    def join(self) -> None:
        """Hold the calling thread where it is, and bring the child there; once not allowed (a
        child of another user, a single core), never tried again."""
        thread = threading.get_native_id()
        try:
            self._cores = _cores_of_thread()
            self.possible = len(self._cores) > 1 and self._hold(thread)
        except OSError:
            self.possible = False

    def _hold(self, thread: int) -> bool:
        with _lock:
            held = _held.get(thread)
            if held is None:
                assert _current_core is not None
                held = _Held(_current_core(), self._cores, 0)
                _held[thread] = held
            os.sched_setaffinity(0, {held.core})  # again, where it was let go to start a parent
            held.pairs += 1
            self._thread = thread
        with contextlib.suppress(ProcessLookupError):  # it is dead, as the channel will tell
            os.sched_setaffinity(self._pid, {held.core})
        return True

    def send_away(self) -> None:
        """Let the thread go where it likes, and the child anywhere but to the core of the one that
        calls: to die, which takes longer than some verdicts, and some kernels would do it there."""
        self._let_go()
        if _current_core is not None:
            cores = _cores_of_thread()
            with contextlib.suppress(OSError):  # dead, or of a user whom we may not move
                os.sched_setaffinity(self._pid, cores - {_current_core()} or cores)

    def part(self) -> None:
        """Let both go where they like again; may be called by another thread, and again."""
        if self._let_go():
            with contextlib.suppress(ProcessLookupError):
                os.sched_setaffinity(self._pid, self._cores)

    def _let_go(self) -> bool:
        """Give the thread its cores back, if it was held."""
        with _lock:
            thread, self._thread = self._thread, None
            if thread is None:
                return False
            held = _held[thread]
            held.pairs -= 1
            if held.pairs == 0:
                del _held[thread]
                with contextlib.suppress(ProcessLookupError):  # the thread has ended
                    os.sched_setaffinity(thread, held.cores)
            return True


def _cores_of_thread() -> set[int]:
    """Those that the calling thread may be on when nothing holds it."""
    held = _held.get(threading.get_native_id())
    return os.sched_getaffinity(0) if held is None else held.cores


def free_thread() -> None:
    """Let the calling thread go where it likes, so that what it starts now is not held either."""
    with _lock:
        held = _held.get(threading.get_native_id())
        if held is not None:
            os.sched_setaffinity(0, held.cores)
