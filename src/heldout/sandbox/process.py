"""The process of one session, as the judge sees it: killed, waited for, and what it died of."""

from __future__ import annotations

import contextlib
import os
import select
import signal

from heldout.errors import JudgeLost

from .cgroups import GroupGone
from .limits import Limits
from .parents import Birth, Exit, ParentGone, Spawned
from .results import Reason
from .spawned import Parent
from .wire import cpu_time

__all__ = ["Process", "lost", "memory_used_up"]

_DEATH_SECONDS = 5.0


class Process:
    """A child that has been ordered from its parent. Whoever asks something of it waits until it
    is there; `ParentGone` when it never will be."""

    def __init__(self, parent: Parent, birth: Birth) -> None:
        self.parent = parent
        self.group = birth.group
        self._birth = birth
        self._exit: Exit | None = None
        self._buried = False

    def born(self) -> Spawned:
        """What is known of it."""
        return self._birth.child()

    def limit(self, memory_bytes: int) -> None:
        """Bound what it may use in all, where there are control groups."""
        if self.group is not None:
            with contextlib.suppress(GroupGone):  # then it is gone, as asking it will tell
                self.group.limit(memory_bytes)

    def kill(self) -> None:
        """Kill without a chance of hitting another process: it is not reaped before we say so."""
        with contextlib.suppress(ParentGone, ProcessLookupError):
            handle = self._handle()
            if handle is not None:
                signal.pidfd_send_signal(handle, signal.SIGKILL)
            elif self._exit is None:
                os.kill(self.born().pid, signal.SIGKILL)

    def await_death(self, seconds: float) -> bool:
        """Whether it is dead within so many seconds (unknown without a pidfd: True)."""
        handle = self._handle()
        if handle is None:
            return True
        poll = select.poll()
        poll.register(handle, select.POLLIN)
        return bool(poll.poll(seconds * 1000))

    def is_dead(self) -> bool:
        """Whether it is known to be dead."""
        return self._handle() is not None and self.await_death(0.0)

    def reap(self) -> Exit:
        """How it ended, once it is dead or has been killed."""
        if self._exit is None:
            self.await_death(_DEATH_SECONDS)  # so that the parent need not wait for it
            self._exit = self.parent.reap(self.born().pid)
        return self._exit

    def bury(self) -> None:
        """Wait for its end and let go of it; its process id may then be another's."""
        with contextlib.suppress(ParentGone):  # then its children are gone as well
            self.reap()
        with contextlib.suppress(ParentGone):
            handle = self._handle()
            self._buried = True
            if handle is not None:
                os.close(handle)

    def cause(self, limits: Limits, *, by_itself: bool) -> tuple[Reason, str]:
        """Why it ended, in a word and in a sentence; `JudgeLost` when its parent took it along."""
        try:
            # Asked first: once the child is reaped, its group is for others.
            ran_out = self.group is not None and self.group.ran_out()
            ended = self.reap()
        except (ParentGone, GroupGone) as gone:
            raise lost() from gone
        if not by_itself:
            return "protocol", "The code closed its connection to the judge."
        code = os.waitstatus_to_exitcode(ended.status)
        if code >= 0:
            return "exited", f"The code ended its own process (exit status {code})."
        if ran_out:
            return "memory", memory_used_up(limits, ", and was stopped")
        return _signalled(-code, ended.cpu_seconds, limits)

    def _handle(self) -> int | None:
        """The descriptor that means it; none where there is no such, or no more."""
        return None if self._buried else self.born().handle


def _signalled(number: int, cpu_seconds: float, limits: Limits) -> tuple[Reason, str]:
    if number == signal.SIGXCPU or cpu_seconds >= limits.cpu_seconds:
        return "cpu-time", cpu_time(limits).detail
    if number == signal.SIGKILL:
        return "memory", "The process was killed from outside, as when memory runs out."
    if number == getattr(signal, "SIGSYS", None):
        return "forbidden", "It tried a system call of another architecture."
    description = (signal.strsignal(number) or "unknown").lower()
    return "crashed", f"The process died of signal {number} ({description})."


def memory_used_up(limits: Limits, consequence: str) -> str:
    """The sentence about memory."""
    return f"The code used up its memory ({limits.memory_bytes >> 20} MiB){consequence}."


def lost() -> JudgeLost:
    """For a child that was taken away with its parent."""
    return JudgeLost(
        "The judge's own process must live while it judges; it died, and the code is not to blame. "
        "Submit again; if it goes on, look for a lack of memory on this machine."
    )
