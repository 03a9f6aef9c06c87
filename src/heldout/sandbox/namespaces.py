"""A world of its own for a warm parent: processes, network, names, mounts (man 7 namespaces).

The process that asks stays outside and waits; its fork is process 1 inside, with which everything
inside ends. Root needs no user namespace; anybody else gets one that holds their own user only.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import socket
import struct
from collections.abc import Callable

from . import kernel

__all__ = ["KINDS", "enter", "identities", "working_interfaces"]

_MOUNTS, _HOST_NAME, _IPC = 0x20000, 0x4000000, 0x8000000  # CLONE_NEW*, linux/sched.h
_USER, _PROCESSES, _NETWORK = 0x10000000, 0x20000000, 0x40000000
_SET_PARENT_DEATH_SIGNAL = 1  # prctl(2)
_GET_FLAGS, _UP, _REQUEST = 0x8913, 1, struct.Struct("16sh22x")  # man 7 netdevice
KINDS = ("mnt", "pid", "net", "ipc", "uts")


def enter(on_end: Callable[[], None]) -> None:
    """Return as process 1 of new namespaces; the caller itself only waits for it, calls `on_end`
    and exits as it did. Raises OSError where the kernel refuses."""
    user, group = os.geteuid(), os.getegid()
    flags = _PROCESSES | _NETWORK | _IPC | _HOST_NAME
    kernel.library("unshare", flags if user == 0 else flags | _USER)
    if user != 0:
        _write("setgroups", "deny")  # else no group may be mapped without privileges
        _write("uid_map", f"{user} {user} 1")
        _write("gid_map", f"{group} {group} 1")
    outside, inside = socket.socketpair()
    first = os.fork()
    if first != 0:
        inside.close()
        _wait(first, outside, on_end)
    outside.close()
    _tie_to_parent(inside)
    # Only now, and only here: what waits outside must go on seeing the machine's own mounts.
    kernel.library("unshare", _MOUNTS)
    kernel.mount_private()
    socket.sethostname("heldout")


def identities() -> dict[str, int]:
    """The number of each namespace that the caller lives in, by the kernel's short name."""
    return {kind: os.stat(f"/proc/self/ns/{kind}").st_ino for kind in KINDS}


def working_interfaces() -> list[str]:
    """The network interfaces that are up: none in a fresh network, whatever idle ones it has."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        names = [name for _, name in socket.if_nameindex()]
        return [name for name in names if _flags(asking, name) & _UP]


def _flags(asking: socket.socket, name: str) -> int:
    answer = fcntl.ioctl(asking, _GET_FLAGS, _REQUEST.pack(name.encode("ascii"), 0))
    flags: int = _REQUEST.unpack(answer)[1]
    return flags


def _write(name: str, text: str) -> None:
    with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
        file.write(text)


def _tie_to_parent(outside: socket.socket) -> None:
    """Die with the process that waits. It answers only once this has been asked for, so that it
    cannot die unnoticed in between."""
    kernel.prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    with outside:
        outside.send(b"?")
        if not outside.recv(1):
            os._exit(1)


def _wait(first: int, inside: socket.socket, on_end: Callable[[], None]) -> None:
    """Outlive process 1 and with it everything inside, hold on to nothing else, and end alike."""
    kept = inside.fileno()
    os.closerange(0, kept)
    os.closerange(kept + 1, 1 << 16)
    with contextlib.suppress(OSError):  # it may be dead already, and is waited for below
        inside.recv(1)
        inside.send(b"!")
    _, status = os.waitpid(first, 0)
    try:
        on_end()
    finally:
        os._exit(max(os.waitstatus_to_exitcode(status), 0))
