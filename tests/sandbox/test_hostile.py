"""What the judge says of a forbidden call; the attacks themselves are in tests/attacks."""

from __future__ import annotations

import platform

import pytest

from heldout.sandbox import Judge, Stopped, syscalls

_RAW = "import ctypes\ndef f(number, *args): return ctypes.CDLL(None).syscall(number, *args)\n"
_CALLS = (
    *("io_uring_setup", "unshare", "setns", "mount", "process_vm_readv", "bpf", "keyctl"),
    *("userfaultfd", "perf_event_open", "pidfd_open", "pidfd_getfd", "tkill", "open_by_handle_at"),
    *("recvmsg", "setresuid", "shmget", "rt_sigqueueinfo"),
)


@pytest.mark.parametrize("name", _CALLS)
def test_a_raw_system_call_is_named(standard: Judge, name: str) -> None:
    """A call made past Python is held by the kernel, and the result names it."""
    number = syscalls.numbers(syscalls.FORBIDDEN, platform.machine())[name]
    with standard.start(_RAW) as session:
        result = session.call("f", (number, 0, 0, 0, 0))
    assert isinstance(result, Stopped)
    assert result.reason == "forbidden"
    assert f"system call {number}, {name})" in result.detail
