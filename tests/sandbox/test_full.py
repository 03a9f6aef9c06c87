"""What mode full hides and bounds beside all that mode standard does.

These tests run as whoever runs them, and once more as an ordinary user (test_unprivileged.py).
"""

from __future__ import annotations

import os
import platform
import select
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from heldout.errors import JudgeLost
from heldout.sandbox import Judge, Limits, Loaded, Raised, Returned, Stopped, namespaces
from heldout.sandbox.images import IMAGES

LOOK = """
import os, ctypes, struct
def exists(path): return os.stat(path).st_size
def links_to(path): return os.readlink(path)
def entries(path): return sorted(os.listdir(path))
def flags(path): return os.statvfs(path).f_flag
def mode(path): return os.stat(path).st_mode & 0o777
def write(path): open(path, 'w')
def world(): return os.getppid(), os.uname().nodename
def capabilities():
    sets = ctypes.create_string_buffer(24)
    asked = ctypes.CDLL(None).capget(struct.pack('<Ii', 0x20080522, 0), sets)
    return asked, list(sets.raw)
def null():
    with open('/dev/null', 'w') as file: file.write('x')
    with open('/dev/null') as file: return file.read()
"""


def ask(judge: Judge, function: str, *arguments: Any) -> Any:
    """The value of a look, or the type of the error that it met."""
    with judge.start(LOOK) as session:
        result = session.call(function, arguments)
    assert isinstance(result, Returned | Raised), result
    return result.value if isinstance(result, Returned) else result.type


def status(pid: int) -> dict[str, str]:
    """What the kernel says of a process, by name."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return {name: text.strip() for name, _, text in (line.partition(":") for line in lines)}


OUTSIDE = [
    "/etc/passwd",
    "/../etc/passwd",  # were the old root still mounted on the new one, this would reach it
    "/proc",
    "/proc/self/status",
    "/var/log",
    "/usr/bin/env",
    "/dev/zero",
    __file__,
    str(Path(np.__file__).parents[1] / "pytest" / "__init__.py"),
    str(Path(os.__file__).parent / "site-packages" / "pip"),
    str(Path(sys.executable)),
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_what_may_not_be_read_is_not_there(full: Judge, path: str) -> None:
    """Neither file nor link nor folder, by any way of asking."""
    for way in ("exists", "links_to", "flags"):
        assert ask(full, way, path) == "FileNotFoundError"
    # Where the folder is there, the kernel finds it read-only before it finds the file missing.
    assert ask(full, "write", path) in ("FileNotFoundError", "OSError")


def test_mode_standard_would_have_told(standard: Judge) -> None:
    """The positive control: it reads no files, and knows them all the same."""
    assert isinstance(ask(standard, "exists", "/etc/passwd"), int)
    assert ask(standard, "world")[1] == platform.node()


def test_what_may_be_read_is_there_under_its_own_name(full: Judge) -> None:
    """The standard library, the image, and the device that swallows everything."""
    package = Path(np.__file__).parent
    assert "linalg" in ask(full, "entries", str(package))
    assert ask(full, "exists", np.__file__) == Path(np.__file__).stat().st_size
    assert ask(full, "null") == ""


def test_nothing_can_be_changed_and_no_device_made(full: Judge) -> None:
    """Every mount is read-only, gives no program more rights, and knows no devices."""
    wanted = os.ST_RDONLY | os.ST_NOSUID | os.ST_NODEV
    package = str(Path(np.__file__).parent)
    for place in ("/", package, str(Path(os.__file__).parent), str(Path(package).parent)):
        assert ask(full, "flags", place) & wanted == wanted
    assert ask(full, "flags", "/dev/null") & os.ST_NOSUID


def test_every_folder_on_the_way_is_open(full: Judge) -> None:
    """Also where the interpreter lives in a home that only its owner may enter."""
    for folder in Path(np.__file__).parents[2:-1]:
        assert ask(full, "mode", str(folder)) == 0o755


def test_the_whole_standard_library_can_be_imported(full: Judge) -> None:
    """Modules that the warm parent has not loaded, one of them in machine code."""
    source = "import wave, mailbox, _testcapi\ndef f(): return wave.__name__\n"
    with full.start(source) as session:
        assert isinstance(session.loaded, Loaded), session.loaded
    with full.start("import pytest\n") as session:
        assert isinstance(session.loaded, Raised)
        assert session.loaded.type == "ModuleNotFoundError"


def test_the_world_has_nobody_else_in_it(full: Judge) -> None:
    """The parent is process 1, and the machine's name is not told."""
    assert ask(full, "world") == (1, "heldout")
    with full.start(LOOK) as session:
        numbers = status(session.pid)["NSpid"].split()
    assert int(numbers[0]) == session.pid
    assert len(numbers) == 2


def test_no_namespace_is_the_machines_own(full: Judge) -> None:
    """As the warm parent saw them before any foreign code; none of its networks works."""
    report = full.warm().report
    own = namespaces.identities()
    assert [kind for kind in namespaces.KINDS if report["namespaces"][kind] == own[kind]] == []
    assert report["interfaces"] == []


def test_no_capability_is_left(full: Judge) -> None:
    """None in force, none to be had: neither inside nor, for root, by a program."""
    assert ask(full, "capabilities") == (0, [0] * 24)
    with full.start(LOOK) as session:
        seen = status(session.pid)
    for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
        assert int(seen[name], 16) == 0
    assert seen["NoNewPrivs"] == "1"
    assert seen["Seccomp"] == "2"


def test_the_warm_parent_keeps_only_what_it_needs(full: Judge) -> None:
    """To give its children users of their own, where it may; nothing otherwise."""
    seen = status(full.warm().report["init"])
    wanted = 0b11000000 if os.geteuid() == 0 else 0
    assert int(seen["CapEff"], 16) == int(seen["CapPrm"], 16) == wanted
    assert int(seen["CapBnd"], 16) == 0


def test_memory_is_bounded_in_all(full: Judge) -> None:
    """Where there are control groups; where there are none, that is said."""
    if not full.claim.groups:
        assert full.claim.missing["cgroups"]
        return
    source = "def f(n): return len(b'x' * n)\n"
    with full.start(source) as session:
        assert session.group is not None
        session.group.allow(64 << 20)
        result = session.call("f", (128 << 20,))
    assert isinstance(result, Stopped)
    assert result.reason == "memory"
    assert "used up its memory" in result.detail
    with full.start(source) as session:  # the group is used again, and allows what is to be had
        assert isinstance(session.call("f", (128 << 20,)), Returned)


def test_every_child_is_in_a_group_before_its_source_is_read(full: Judge) -> None:
    """One of its own, with room for one process; given back when it is reaped."""
    if not full.claim.groups:
        assert full.claim.missing["cgroups"]
        return

    def groups(pid: int) -> set[str]:
        lines = Path(f"/proc/{pid}/cgroup").read_text().splitlines()
        return {line.partition("/")[2] for line in lines if "/heldout-" in line}

    with full.start(LOOK) as one, full.start(LOOK) as other:
        first = groups(one.pid)
        assert first
        assert not first & groups(other.pid)
    used = set()
    for _ in range(40):
        with full.start(LOOK) as session:
            used |= groups(session.pid)
    assert len(used) < 40  # of two or three hierarchies: closed children give theirs back


def wait_until_gone(handles: list[int]) -> bool:
    """Whether every process behind these pidfds ends (within a generous while)."""
    for handle in handles:
        poll = select.poll()
        poll.register(handle, select.POLLIN)
        gone = bool(poll.poll(20_000))
        os.close(handle)
        if not gone:
            return False
    return True


@pytest.mark.parametrize("victim", ["first", "waiting"])
def test_whoever_is_killed_all_go_and_the_next_submission_is_judged(victim: str) -> None:
    """Process 1 of the namespaces, or the one that waits for it outside."""
    with Judge(mode="full") as judge:
        session = judge.start("def f(): return 1\n")
        warm = judge.warm()
        pids = {"first": warm.report["init"], "waiting": warm.pid}
        handles = [os.pidfd_open(pid) for pid in (*pids.values(), session.pid)]
        os.kill(pids[victim], signal.SIGKILL)
        assert wait_until_gone(handles)
        with pytest.raises(JudgeLost):
            session.call("f")
        with judge.start("def f(): return 2\n") as after:
            assert after.call("f").value == 2
        folders = warm.groups.folders if warm.groups else ()
        assert not any(folder.exists() for folder in folders)


SERVER = """
import sys
from heldout.sandbox import Judge
judge = Judge(mode="full")
session = judge.start("def f():\\n    while True: pass\\n")
warm = judge.warm()
print(warm.pid, warm.report["init"], session.pid, flush=True)
print(*(warm.groups.folders if warm.groups else ()), sep="\\n", flush=True)
print(flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_server_leaves_no_process_and_no_group(number: signal.Signals) -> None:
    """Whoever waits outside the namespaces cleans up after it."""
    mounts = Path("/proc/self/mountinfo").read_text()
    with subprocess.Popen(
        [sys.executable, "-c", SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        handles = [os.pidfd_open(int(pid)) for pid in server.stdout.readline().split()]
        folders = [Path(line.strip()) for line in iter(server.stdout.readline, "\n")]
        assert len(handles) == 3
        server.send_signal(number)
        assert wait_until_gone(handles)
    assert [folder for folder in folders if folder.exists()] == []
    assert Path("/proc/self/mountinfo").read_text() == mounts


def test_packages_of_the_image_can_be_imported_late(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also those that are not loaded in advance, though a child may list no folder of packages."""
    loaded = IMAGES["numpy"]
    monkeypatch.setitem(IMAGES, "late", replace(loaded, packages=("numpy", "mpmath")))
    with (
        Judge(mode="full") as judge,
        judge.start("import mpmath\ndef f(): return mpmath.__name__\n", image="late") as session,
    ):
        assert isinstance(session.loaded, Loaded), session.loaded
        assert session.call("f").value == "mpmath"


def test_images_have_roots_of_their_own() -> None:
    """What one image may read is not there for another, and what it may import is."""
    source = "import os, sympy\ndef f(): return str(sympy.diff(sympy.sympify('x**2'), 'x'))\n"
    with Judge(mode="full") as judge:
        with judge.start(source, image="sympy", limits=Limits(cpu_seconds=5)) as session:
            assert session.call("f").value == "2*x"
        place = str(Path(np.__file__).parents[1] / "sympy")
        assert ask(judge, "exists", place) == "FileNotFoundError"
