"""Linux calls that Python has no function for, made through the C library; errors are OSError."""

from __future__ import annotations

import ctypes
import os
import platform
from typing import Any

from . import syscalls

__all__ = ["call", "library", "mount_private", "prctl"]

_RECURSIVE, _PRIVATE = 1 << 14, 1 << 18  # mount(2)


def library(name: str, *arguments: Any) -> int:
    """What a function of the C library returns that reports failure as -1."""
    return _checked(name, getattr(_libc(), name)(*_wide(arguments)))


def call(name: str, *arguments: Any) -> int:
    """What a system call returns that the C library may have no function for."""
    number = _NUMBERS[name]
    return _checked(name, _libc().syscall(*_wide((number, *arguments))))


def prctl(option: int, *arguments: int) -> int:
    """What prctl(2) returns; arguments left out are 0, as newer options insist."""
    return library("prctl", option, *(*arguments, 0, 0, 0, 0)[:4])


def mount_private() -> None:
    """Keep the mounts of this mount namespace from those of others, both ways."""
    library("mount", None, b"/", None, _RECURSIVE | _PRIVATE, None)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _wide(arguments: tuple[Any, ...]) -> list[Any]:
    """Numbers as whole registers: the upper half of a shorter one would be chance."""
    return [ctypes.c_long(value) if isinstance(value, int) else value for value in arguments]


def _checked(name: str, answer: int) -> int:
    if answer < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{name}: {os.strerror(code)}")
    return answer


_NUMBERS = (
    syscalls.numbers(syscalls.FORBIDDEN, platform.machine())
    if platform.machine() in syscalls.MACHINES
    else {}
)
