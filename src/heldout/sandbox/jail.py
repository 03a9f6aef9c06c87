"""From a fresh fork to a process that can only compute: limits, user, Landlock, system calls.

In mode full the warm parent has left the machine already, so that here only rights are given up.

What can be made once is made in the warm parent (`Jail`); a child only enters. Works without
Linux too: there a jail is its resource limits, and the judge calls that mode basic.
"""

from __future__ import annotations

import ctypes
import fcntl
import math
import os
import resource
import signal
import sys
from collections.abc import Iterable
from pathlib import Path

from . import capabilities, landlock, seccomp

__all__ = ["Jail"]

# Users that no account has (systemd leaves this range to transient services), one for each child,
# so that children of the same parent are strangers to each other.
_FIRST_USER, _USERS, _NOBODY = 61184, 4336, 65534
_SET_PARENT_DEATH_SIGNAL, _SET_DUMPABLE = 1, 4  # prctl(2)
_OPEN_FILES, _OPEN_FILES_WITH_DEVICE = 32, 256
_FIRST_HIGH_PLACE = 64
_ALL, _DATA = 0, 5  # columns of /proc/self/statm, proc_pid_statm(5)
_STACK_BYTES = 8 << 20


class Jail:
    """Everything costly about jailing, done once in the warm parent."""

    def __init__(self, readable: Iterable[Path], unlisted: Iterable[Path] = ()) -> None:
        self.landlock = landlock.version()
        self.standard = self.landlock > 0 and seccomp.available()
        self.parent = os.getpid()  # whose end is the child's end
        self.spent = 0.0  # seconds of processor time that were used before the submission came
        self.device = False
        self._size = _mapped()
        self._limited = False
        if sys.platform == "linux":
            # Looked up here: doing so costs a child more than the call.
            self._prctl = ctypes.CDLL(None, use_errno=True).prctl
            self._give_up_capabilities = capabilities.make_giver()
        if self.standard:
            # Moved up: a child puts its own descriptors in the low places before it enters.
            rules = landlock.make_ruleset(readable, [Path(os.devnull)], unlisted=unlisted)
            self._rules = fcntl.fcntl(rules, fcntl.F_DUPFD_CLOEXEC, _FIRST_HIGH_PLACE)
            os.close(rules)
            self._filter = seccomp.Filter()

    def enter(self, mode: str) -> int | None:
        """Jail the calling process for good; returns the descriptor that tells of its attempts."""
        self._drop_user()
        if not self._limited:
            self.limit_for_good()
        _lower(resource.RLIMIT_NPROC, 1)  # not of a parent that still has to fork
        if sys.platform == "linux":
            self._tie_to_parent()
        if mode == "basic":
            return None
        if mode == "full":
            self._give_up_capabilities()
        landlock.forbid_new_privileges()
        landlock.restrict(self._rules)
        return self._filter.load()

    def limit_for_good(self) -> None:
        """What no submission ever needs more of, nor its parent once that only forks."""
        self._limited = True
        _lower(resource.RLIMIT_STACK, _STACK_BYTES)
        _lower(resource.RLIMIT_FSIZE, 0)
        _lower(resource.RLIMIT_CORE, 0)
        _lower(resource.RLIMIT_NOFILE, _OPEN_FILES_WITH_DEVICE if self.device else _OPEN_FILES)
        if sys.platform == "linux":
            _lower(resource.RLIMIT_MEMLOCK, 0)
            _lower(resource.RLIMIT_MSGQUEUE, 0)

    def prepare_device(self) -> None:
        """Before a GPU is opened: its driver serves a process only as the user who opened it, and
        maps more address space than there is memory."""
        self._drop_user()
        self.device = True
        if self.standard:  # which the driver's calls leave no room for
            self.standard = False
            os.close(self._rules)

    def _drop_user(self) -> None:
        if os.geteuid() != 0:
            return
        user = _FIRST_USER + os.getpid() % _USERS
        try:
            _become(user)
        except OSError:  # a user namespace that maps few users, and this one is not among them
            _become(_NOBODY)

    def _tie_to_parent(self) -> None:
        """Die with the parent; asked for after the change of user, which forgets it."""
        self._prctl(_SET_DUMPABLE, 0, 0, 0, 0)
        self._prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != self.parent:
            os._exit(1)

    def limit(self, cpu_seconds: int, memory_bytes: int) -> None:
        """Bound processor time and memory; the child's last act before foreign code.

        Memory is address space; beside a GPU it is what is private and writable, which leaves out
        what the driver reserves and shares (getrlimit(2), RLIMIT_DATA).
        """
        cpu_seconds += math.ceil(self.spent)
        _lower(resource.RLIMIT_CPU, cpu_seconds, cpu_seconds + 1)
        if self._size and self.device:
            _lower(resource.RLIMIT_DATA, _mapped(_DATA) + memory_bytes)
        elif self._size:
            _lower(resource.RLIMIT_AS, self._size + memory_bytes)


def _become(user: int) -> None:
    os.setgroups([])
    os.setgid(user)  # of root these change the real, effective and saved id at once
    os.setuid(user)


def _lower(which: int, soft: int, hard: int | None = None) -> None:
    """Set a limit, never above the one already in force."""
    ceiling = resource.getrlimit(which)[1]
    top = math.inf if ceiling == resource.RLIM_INFINITY else ceiling
    wanted = soft if hard is None else hard
    resource.setrlimit(which, (int(min(soft, top)), int(min(wanted, top))))


def _mapped(column: int = _ALL) -> int:
    """Bytes that this process has mapped, 0 where the system does not say so."""
    if sys.platform != "linux":
        return 0
    pages = int(Path("/proc/self/statm").read_text().split()[column])
    return pages * resource.getpagesize()
