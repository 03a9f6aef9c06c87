"""What the kernel lets a child touch: Landlock through its three system calls (man 7 landlock).

Securityfs need not be mounted, so the kernel is asked for its version by the call itself.
"""

from __future__ import annotations

import ctypes
import os
import stat
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

__all__ = ["forbid_new_privileges", "make_ruleset", "restrict", "version"]

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446  # the same on every architecture
_ASK_VERSION, _RULE_PATH_BENEATH = 1, 1
_NO_NEW_PRIVS = 38  # prctl(2)
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIRECTORY = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REMOVE_FILE, _MAKE_FILE, _TRUNCATE = 1 << 5, 1 << 8, 1 << 14
_FILE_RIGHTS_BY_VERSION = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}  # how many access bits exist
_TCP = 0b11  # bind, connect (version 4)
_SCOPED = 0b11  # abstract UNIX sockets, signals (version 6)


# Once: looking them up costs a child more than its jail.
_libc = ctypes.CDLL(None, use_errno=True)
_syscall, _prctl = _libc.syscall, getattr(_libc, "prctl", None)


def _check(result: int, what: str) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
    return result


def version() -> int:
    """The kernel's Landlock version, 0 where there is none."""
    if sys.platform != "linux":
        return 0
    return max(0, int(_syscall(_CREATE, None, 0, _ASK_VERSION)))


def make_ruleset(
    readable: Iterable[Path],
    devices: Iterable[Path] = (),
    *,
    unlisted: Iterable[Path] = (),
    programs: Iterable[Path] = (),
    scratch: Iterable[Path] = (),
) -> int:
    """A descriptor of rules: nothing but reading these files and folders, and these devices.

    What is `unlisted` can be read by whoever knows its name, `programs` can be run as well, and in
    a `scratch` folder files can be made, written and removed. Everything that the kernel can handle is handled, hence denied: writing, making and removing
    files, executing, TCP, abstract sockets, signals outside.
    """
    known = version()
    bits = _FILE_RIGHTS_BY_VERSION.get(known, 16)
    attributes = struct.pack("<QQQ", (1 << bits) - 1, _TCP, _SCOPED)
    size = 8 if known < 4 else 16 if known < 6 else 24
    rules = _check(_syscall(_CREATE, attributes[:size], size, 0), "landlock_create_ruleset")
    for path in readable:
        _allow(rules, path, _READ_FILE | _READ_DIRECTORY)
    for path in devices:
        _allow(rules, path, _READ_FILE | _WRITE_FILE)
    for path in unlisted:
        _allow(rules, path, _READ_FILE)
    for path in programs:
        _allow(rules, path, _READ_FILE | _READ_DIRECTORY | _EXECUTE)
    truncate = _TRUNCATE if known >= 3 else 0
    for path in scratch:
        _allow(rules, path, _READ_FILE | _WRITE_FILE | _MAKE_FILE | _REMOVE_FILE | truncate)
    return rules


def _allow(rules: int, path: Path, rights: int) -> None:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if not stat.S_ISDIR(os.fstat(place).st_mode):
            rights &= ~_READ_DIRECTORY  # a right that files do not have is an error
        rule = struct.pack("<Qi", rights, place)
        _check(
            _syscall(_ADD_RULE, rules, _RULE_PATH_BENEATH, rule, 0),
            f"landlock_add_rule for {path}",
        )
    finally:
        os.close(place)


def forbid_new_privileges() -> None:
    """No program that this process could ever start gives it more rights."""
    assert _prctl is not None, "only Linux has Landlock"
    _check(_prctl(_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl(PR_SET_NO_NEW_PRIVS)")


def restrict(rules: int) -> None:
    """Put the calling process under the rules for good."""
    _check(_syscall(_RESTRICT, rules, 0), "landlock_restrict_self")
