"""The system-call filter: an allow-list in classic BPF, assembled here (man 2 seccomp).

Calls that only an attack needs are not answered at all: the kernel holds the caller and tells
the judge through a listener descriptor, so that the verdict can name what was tried.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Iterable

from . import syscalls

__all__ = ["CHANNEL", "Filter", "available", "restrict_build"]

CHANNEL = 30  # the one descriptor that a jailed child may send a message on, to say READY

_ARCHES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # AUDIT_ARCH_*, linux/audit.h
_SECCOMP_CALL = {"x86_64": 317, "aarch64": 277}
_SET_MODE_FILTER, _GET_ACTION_AVAILABLE, _NEW_LISTENER = 1, 2, 1 << 3
_KILL, _ERRNO, _NOTIFY, _ALLOW = 0x80000000, 0x00050000, 0x7FC00000, 0x7FFF0000
_LOAD, _JUMP, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x05, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCH, _X32_BIT = 0, 4, 0x40000000
_CLONE_THREAD, _CLONE_NAMESPACES = 0x00010000, 0x7E020080
_LONGEST_BRANCH = 255  # a conditional jump has eight bits for its distance
_OWN_PID = 0x50494421  # stands in the program where each child writes its own process id
_FCNTL_COMMANDS = (0, 1, 2, 3, 1030)  # F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC

_instruction = struct.Struct("<HBBI")


def _op(code: int, value: int = 0, then: int = 0, otherwise: int = 0) -> bytes:
    return _instruction.pack(code, then, otherwise, value)


def _answer(action: int) -> bytes:
    return _op(_RETURN, action)


def _by_argument(index: int, test: int, values: Iterable[int], yes: int, no: int) -> list[bytes]:
    """`yes` when the low word of an argument passes the test for any value, else `no`."""
    wanted = list(values)
    tests = [_op(test, value, then=len(wanted) - place) for place, value in enumerate(wanted)]
    return [_op(_LOAD, 16 + 8 * index), *tests, _answer(no), _answer(yes)]


def _answers(machine: str) -> dict[int, list[bytes]]:
    """What to do with each system call that has a number here, as instructions."""
    refuse = _ERRNO | errno.EPERM
    special = {
        "ioctl": [_answer(_ERRNO | errno.ENOTTY)],  # what a file that is no terminal says
        # With EPERM the C library would not fall back to clone, and fail with a riddle.
        "clone3": [_answer(_ERRNO | errno.ENOSYS)],
        # No threads either: nothing here could bound how many. Python says so and can be caught.
        "clone": _by_argument(0, _ANY_BIT, [_CLONE_THREAD], _ERRNO | errno.EAGAIN, _NOTIFY),
        "tgkill": _by_argument(0, _EQUAL, [_OWN_PID], _ALLOW, _NOTIFY),
        "sendmsg": _by_argument(0, _EQUAL, [CHANNEL], _ALLOW, _NOTIFY),
        "prlimit64": _by_argument(0, _EQUAL, [0], _ALLOW, refuse),
        "fcntl": _by_argument(1, _EQUAL, _FCNTL_COMMANDS, _ALLOW, refuse),
    }
    numbers = syscalls.numbers(syscalls.SPECIAL, machine)
    answers = {number: special[name] for name, number in numbers.items()}
    for table, action in (
        (syscalls.ALLOWED, _ALLOW),
        (syscalls.REFUSED, refuse),
        (syscalls.FORBIDDEN, _NOTIFY),
    ):
        for number in syscalls.numbers(table, machine).values():
            answers[number] = [_answer(action)]
    return answers


def _build_answers(machine: str) -> dict[int, list[bytes]]:
    """The same for a compiler: it runs its own programs and makes files; and nobody listens."""
    refuse = _ERRNO | errno.EPERM
    special = {
        "ioctl": [_answer(_ERRNO | errno.ENOTTY)],
        "clone3": [_answer(_ERRNO | errno.ENOSYS)],
        "clone": _by_argument(0, _ANY_BIT, [_CLONE_NAMESPACES], refuse, _ALLOW),
        "tgkill": [_answer(refuse)],
        "sendmsg": [_answer(refuse)],
        "prlimit64": _by_argument(0, _EQUAL, [0], _ALLOW, refuse),
        "fcntl": [_answer(_ALLOW)],
    }
    numbers = syscalls.numbers(syscalls.SPECIAL, machine)
    answers = {number: special[name] for name, number in numbers.items()}
    for table, action in (
        (syscalls.ALLOWED, _ALLOW),
        (syscalls.REFUSED, refuse),
        (syscalls.FORBIDDEN, refuse),
        (syscalls.BUILDING, _ALLOW),
    ):
        for number in syscalls.numbers(table, machine).values():
            answers[number] = [_answer(action)]
    return answers


def _runs(answers: dict[int, list[bytes]]) -> list[tuple[int, list[bytes]]]:
    """Every number there is, in runs with the same answer: where each begins, and the answer."""
    unknown = [_answer(_ERRNO | errno.ENOSYS)]
    runs: list[tuple[int, list[bytes]]] = []
    for number in range(max(answers) + 2):
        answer = answers.get(number, unknown)
        if not runs or runs[-1][1] != answer:
            runs.append((number, answer))
    return [*runs, (_X32_BIT, [_answer(_KILL)])]


def _tree(runs: list[tuple[int, list[bytes]]]) -> list[bytes]:
    """A binary search among the runs.

    The kernel runs a new filter once for each system call there is, to remember which ones are
    always allowed: with a list of comparisons that took longer than the rest of the jail.
    """
    if len(runs) == 1:
        return runs[0][1]
    middle = len(runs) // 2
    below, above = _tree(runs[:middle]), _tree(runs[middle:])
    start = runs[middle][0]
    if len(below) <= _LONGEST_BRANCH:
        return [_op(_AT_LEAST, start, then=len(below)), *below, *above]
    return [_op(_AT_LEAST, start, otherwise=1), _op(_JUMP, len(below)), *below, *above]


def _program(machine: str, answers: dict[int, list[bytes]]) -> bytes:
    """The filter for this machine: other architectures' calls kill, unknown calls get ENOSYS."""
    lines = [
        _op(_LOAD, _ARCH),
        _op(_EQUAL, _ARCHES[machine], then=1),
        _answer(_KILL),
        _op(_LOAD, _NUMBER),
        *_tree(_runs(answers)),
    ]
    return b"".join(lines)


class _Program(ctypes.Structure):
    """struct sock_fprog: how many instructions, and where."""

    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))


def available() -> bool:
    """Whether this kernel can filter system calls and report them to a listener."""
    machine = platform.machine()
    if machine not in _ARCHES or not hasattr(os, "pidfd_open"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    action = ctypes.c_uint32(_NOTIFY)
    call = _SECCOMP_CALL[machine]
    answer: int = libc.syscall(call, _GET_ACTION_AVAILABLE, 0, ctypes.byref(action))
    return answer == 0


class Filter:
    """The assembled program, made once in the warm parent and loaded once by each child."""

    def __init__(self) -> None:
        machine = platform.machine()
        code = _program(machine, _answers(machine))
        self._call = _SECCOMP_CALL[machine]
        self._syscall = ctypes.CDLL(None, use_errno=True).syscall  # a child need not look it up
        self._code = ctypes.create_string_buffer(code, len(code))
        self._pid_place = code.index(struct.pack("<I", _OWN_PID))
        length = len(code) // _instruction.size
        self._header = _Program(length, ctypes.addressof(self._code))

    def load(self) -> int:
        """Filter the calling process for good; returns the listener's descriptor."""
        struct.pack_into("<I", self._code, self._pid_place, os.getpid())
        listener: int = self._syscall(
            self._call, _SET_MODE_FILTER, _NEW_LISTENER, ctypes.byref(self._header)
        )
        if listener < 0:
            code = ctypes.get_errno()
            raise OSError(code, f"seccomp: {os.strerror(code)}")
        return listener


def restrict_build() -> None:
    """Filter the calling process, and the programs that it will run, for a compiler's work."""
    machine = platform.machine()
    code = _program(machine, _build_answers(machine))
    buffer = ctypes.create_string_buffer(code, len(code))
    header = _Program(len(code) // _instruction.size, ctypes.addressof(buffer))
    syscall = ctypes.CDLL(None, use_errno=True).syscall
    if syscall(_SECCOMP_CALL[machine], _SET_MODE_FILTER, 0, ctypes.byref(header)) < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"seccomp: {os.strerror(number)}")
