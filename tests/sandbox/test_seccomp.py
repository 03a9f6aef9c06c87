"""The filter, run by an interpreter of its own: every call of both machines gets its answer."""

from __future__ import annotations

import errno
import struct

import pytest

from heldout.sandbox import seccomp, syscalls

ARCHES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
ALLOW, NOTIFY, KILL = 0x7FFF0000, 0x7FC00000, 0x80000000
REFUSE = 0x00050000


def answer(code: bytes, arch: int, number: int, *arguments: int) -> int:
    """What a classic BPF machine returns for one call (linux/filter.h, the parts in use)."""
    filled = [*arguments, *[0] * (6 - len(arguments))]
    data = struct.pack("<IIQ6Q", number, arch, 0, *filled)
    lines = list(struct.iter_unpack("<HBBI", code))
    accumulator, place = 0, 0
    while True:
        operation, then, otherwise, value = lines[place]
        place += 1
        match operation:
            case 0x20:
                accumulator = struct.unpack_from("<I", data, value)[0]
            case 0x05:
                place += value
            case 0x15:
                place += then if accumulator == value else otherwise
            case 0x35:
                place += then if accumulator >= value else otherwise
            case 0x45:
                place += then if accumulator & value else otherwise
            case 0x06:
                return int(value)
            case _:
                raise AssertionError(f"operation {operation:#x}")


@pytest.mark.parametrize("machine", ARCHES)
def test_every_call_gets_its_answer(machine: str) -> None:
    """Allowed, refused and forbidden calls, on both architectures, whatever their arguments."""
    code, arch = seccomp._program(machine), ARCHES[machine]
    groups = (
        (syscalls.ALLOWED, ALLOW),
        (syscalls.REFUSED, REFUSE | errno.EPERM),
        (syscalls.FORBIDDEN, NOTIFY),
    )
    for table, expected in groups:
        for name, number in syscalls.numbers(table, machine).items():
            assert answer(code, arch, number) == expected, name
            assert answer(code, arch, number, *[0xFFFFFFFFFFFFFFFF] * 6) == expected, name


@pytest.mark.parametrize("machine", ARCHES)
def test_some_calls_are_decided_by_their_arguments(machine: str) -> None:
    """Threads, signals to oneself, messages on the channel, own limits, harmless descriptors."""
    code, arch = seccomp._program(machine), ARCHES[machine]
    number = syscalls.numbers(syscalls.SPECIAL, machine)
    own = 0x50494421
    cases = [
        ("clone", (0x00010000 | 0x100,), REFUSE | errno.EAGAIN),
        ("clone", (17,), NOTIFY),
        ("clone", (0x10000000 | 17,), NOTIFY),
        ("clone3", (0,), REFUSE | errno.ENOSYS),
        ("tgkill", (own, own, 6), ALLOW),
        ("tgkill", (1, 1, 9), NOTIFY),
        ("sendmsg", (seccomp.CHANNEL,), ALLOW),
        ("sendmsg", (1,), NOTIFY),
        ("prlimit64", (0,), ALLOW),
        ("prlimit64", (77,), REFUSE | errno.EPERM),
        ("fcntl", (3, 3), ALLOW),
        ("fcntl", (3, 8), REFUSE | errno.EPERM),
        ("ioctl", (0, 0x5412), REFUSE | errno.ENOTTY),
        ("ioctl", (0, 1 << 40 | 0x5412), REFUSE | errno.ENOTTY),
    ]
    for name, arguments, expected in cases:
        assert answer(code, arch, number[name], *arguments) == expected, (name, arguments)


@pytest.mark.parametrize("machine", ARCHES)
def test_what_is_not_listed_does_not_exist(machine: str) -> None:
    """Unknown numbers get ENOSYS; another architecture's calls, and x32 ones, kill."""
    code, arch = seccomp._program(machine), ARCHES[machine]
    assert answer(code, arch, 9999) == REFUSE | errno.ENOSYS
    assert answer(code, 0x40000003, 1) == KILL
    assert answer(code, arch, 0x40000000 | 39) == KILL


@pytest.mark.parametrize("machine", ARCHES)
def test_no_call_is_in_two_groups(machine: str) -> None:
    """A number means one thing, and its name can be found again."""
    tables = (syscalls.ALLOWED, syscalls.REFUSED, syscalls.FORBIDDEN, syscalls.SPECIAL)
    rows = [row for table in tables for row in syscalls.numbers(table, machine).items()]
    assert len({number for _, number in rows}) == len({name for name, _ in rows}) == len(rows)
    assert all(syscalls.name_of(number, machine) == name for name, number in rows)
