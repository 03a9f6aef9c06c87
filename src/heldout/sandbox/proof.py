"""Which mode holds here, and now: each is claimed only after a handful of attacks has failed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from heldout.errors import SandboxError

from . import namespaces
from .parents import NotPrivate, WarmParent
from .results import Mode, Raised, Returned, Stopped
from .session import Session

__all__ = ["EXCEED", "LOOK_AROUND", "TOGETHER", "Claim", "find_leak", "find_weakness", "prove"]

_READ = "def attempt(path):\n    with open(path, 'rb') as file:\n        return len(file.read(1))\n"
_STAT = "import os\ndef attempt(path):\n    return os.stat(path).st_size >= 0\n"
_FORK = "import os\ndef attempt():\n    return os.fork() >= 0\n"
_CONNECT = "import socket\ndef attempt():\n    return bool(socket.socket())\n"
_COMPUTE = "import numpy as np\ndef attempt(x):\n    return x @ np.eye(2)\n"
# Asking for a process's priority tells whether it is there, and signals nothing. Its own number
# and that of process 1 mean something in every world.
LOOK_AROUND = """
import os
def attempt(pids):
    seen = []
    for pid in pids:
        try:
            os.getpriority(os.PRIO_PROCESS, pid)
            seen.append(pid)
        except ProcessLookupError:
            continue
    return any(pid not in (1, os.getpid()) for pid in seen)
"""
# Less than may be mapped, more than the group may use.
TOGETHER = 64 << 20
EXCEED = f"def attempt():\n    return len(b'x' * {2 * TOGETHER}) > 0\n"


@dataclass(frozen=True)
class Claim:
    """What has been proven: a mode, and what limits the memory of a child in all.

    `missing` has a reason for each stricter mode, and for "cgroups", that cannot be claimed.
    """

    mode: Mode
    groups: str = ""  # the controllers in force, "" for none
    missing: Mapping[str, str] = field(default_factory=dict)


def prove(
    wanted: Mode | None,
    parent: Callable[[Mode], WarmParent],
    start: Callable[[str, Mode], Session],
) -> Claim:
    """The strictest mode that holds; SandboxError when one is wanted that does not."""
    missing: dict[str, str] = {}
    for mode in ("full", "standard"):
        if wanted not in (None, mode):
            continue
        missing[mode] = find_weakness(mode, parent, start)
        if not missing[mode]:
            del missing[mode]
            return _claim(mode, parent(mode), missing)
        if wanted == mode:
            raise SandboxError(
                f"Mode {mode} must hold on this machine, and it does not: {missing[mode]}. "
                f"{_ADVICE[mode]}"
            )
    return Claim("basic", "", missing)


_ADVICE = {
    "full": "Run Heldout as root or let its user have user namespaces, on Linux 5.13 or newer, or "
    'use mode "standard", which hides less.',
    "standard": 'Use a newer Linux kernel, or mode "basic", which isolates less.',
}


def _claim(mode: Mode, parent: WarmParent, missing: dict[str, str]) -> Claim:
    if mode == "full" and parent.groups is None:
        missing["cgroups"] = parent.no_groups
    return Claim(mode, str(parent.groups or ""), missing)


def find_weakness(
    mode: Mode, parent: Callable[[Mode], WarmParent], start: Callable[[str, Mode], Session]
) -> str:
    """What does not hold of that mode, in a few words; empty when all attacks fail."""
    if sys.platform != "linux":  # nor is it safe everywhere to fork a warm parent just to see
        return "it is made of parts of the Linux kernel"
    try:
        warm = parent(mode)
    except NotPrivate as refusal:
        return f"the kernel refuses namespaces or a root of its own ({refusal.refusal})"
    if not warm.offers_standard:
        return "the kernel has no Landlock, or no seccomp with listeners"

    def begin(source: str) -> Session:
        return start(source, mode)

    return find_gap(begin) or (find_leak(warm, begin) if mode == "full" else "")


def find_gap(start: Callable[[str], Session]) -> str:
    """What of mode standard does not hold: files, processes, network, honest code."""
    with start(_READ) as session:
        # This file is readable to the judge, so only the jail can be what denies it.
        result = session.call("attempt", (str(Path(__file__).resolve()),))
        if not (isinstance(result, Raised) and result.type in _DENIALS):
            return "a submission can read files"
    for source, what in ((_FORK, "start processes"), (_CONNECT, "open sockets")):
        with start(source) as session:
            outcome = session.call("attempt")
            if not (isinstance(outcome, Stopped) and outcome.reason == "forbidden"):
                return f"a submission can {what}"
    with start(_COMPUTE) as session:
        honest = session.call("attempt", ([[1.0, 2.0]],))
        if not isinstance(honest, Returned):
            return "honest code does not run"
    return ""


_DENIALS = ("PermissionError", "FileNotFoundError")


def find_leak(warm: WarmParent, start: Callable[[str], Session]) -> str:
    """What of mode full does not hold beside: names of files, processes, namespaces, memory."""
    with start(_STAT) as session:
        seen = session.call("attempt", (str(Path(__file__).resolve()),))
        if not (isinstance(seen, Raised) and seen.type == "FileNotFoundError"):
            return "a submission can tell which files there are"
    with start(LOOK_AROUND) as session:
        seen = session.call("attempt", ([os.getpid(), warm.pid, session.pid],))
        if not (isinstance(seen, Returned) and seen.value is False):
            return "a submission can tell which processes there are"
    if shared := shared_namespaces(warm):
        return f"a submission shares namespaces with the machine ({', '.join(shared)})"
    if warm.groups is not None:
        with start(EXCEED) as session:
            assert session.group is not None
            session.group.allow(TOGETHER)
            seen = session.call("attempt")
            if not (isinstance(seen, Stopped) and seen.reason == "memory"):
                return "its control group does not limit memory"
    return ""


def shared_namespaces(warm: WarmParent) -> list[str]:
    """The namespaces that a warm parent has in common with this process, and "interfaces" if its
    network works; what it says was said before any foreign code."""
    own = namespaces.identities()
    theirs = warm.report.get("namespaces", own)
    shared = [kind for kind in namespaces.KINDS if theirs.get(kind) == own[kind]]
    if warm.report.get("interfaces", ["?"]):
        shared.append("interfaces")
    return shared
