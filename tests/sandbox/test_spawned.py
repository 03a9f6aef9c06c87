"""Workers in place of forks: what they share with them, and what is theirs alone."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from heldout.errors import SandboxError
from heldout.sandbox import Judge, Limits, Returned, Session, Stopped, spawned
from heldout.sandbox.images import IMAGES
from heldout.sandbox.parents import WarmParent
from heldout.sandbox.spawned import SpawnedWorkers, start_parent

SOURCE = "n = 0\ndef f(x):\n    global n\n    n += 1\n    return x + n\n"
PIDS = "import os\ndef f(): return [os.getpid(), os.getppid()]\n"


def descriptors() -> set[str]:
    """What this process has open."""
    return {
        f"{entry.name} {os.readlink(entry)}"
        for entry in Path("/proc/self/fd").iterdir()
        if entry.is_symlink() and "/proc/" not in os.readlink(entry)
    }


def ends(handle: int) -> bool:
    """Whether the process behind this pidfd ends (within a generous while)."""
    poll = select.poll()
    poll.register(handle, select.POLLIN)
    gone = bool(poll.poll(20_000))
    os.close(handle)
    return gone


def children() -> set[int]:
    """The processes that this one has started and not reaped, over all its threads."""
    return {
        int(pid)
        for task in Path("/proc/self/task").iterdir()
        for pid in (task / "children").read_text().split()
    }


def test_each_submission_is_a_process_that_the_judge_started(spawned: Judge) -> None:
    """None is the fork of another, and none is used twice."""
    with spawned.start(PIDS) as one, spawned.start(PIDS) as other:
        first, second = one.call("f").value, other.call("f").value
    assert first[0] != second[0]
    assert first[1] == second[1] == os.getpid()


@pytest.mark.parametrize("mode", ["standard", "basic"])
def test_close_leaves_no_process_and_no_descriptor(mode: str) -> None:
    """Also with sessions left open and stopped, and while workers are being started."""
    before, processes, threads = descriptors(), children(), threading.enumerate()
    judge = Judge(mode=mode, spawn=True)
    judge.start(SOURCE).close()
    judge.start(SOURCE)
    stopped = judge.start("import os\ndef f(): os._exit(3)\n")
    result = stopped.call("f")
    assert isinstance(result, Stopped)
    assert "exit status 3" in result.detail
    judge.close()
    assert children() == processes
    assert descriptors() == before
    assert threading.enumerate() == threads


def test_standard_mode_holds_in_a_worker() -> None:
    """The proof is made with workers too, and their results name the mode."""
    source = "def f(path):\n    return open(path, 'rb').read(1)\n"
    with Judge(spawn=True) as judge, judge.start(source) as session:
        result = session.call("f", (__file__,))
        assert judge.mode == "standard"
    assert not isinstance(result, Returned)
    assert result.mode == "standard"


def test_time_spent_on_loading_is_not_the_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the judge's clock nor the kernel's counts what the interpreter used before."""
    burn = "time.sleep(0); end = time.process_time() + 1.2\nwhile time.process_time() < end: pass\n"
    monkeypatch.setattr(spawned, "_PROGRAM", f"import time; {burn}{spawned._PROGRAM}")
    work = (
        "import time\ndef f(seconds):\n    start = time.process_time()\n"
        "    while time.process_time() < start + seconds: pass\n    return seconds\n"
    )
    limits = Limits(cpu_seconds=0.9)
    with Judge(mode="basic", spawn=True) as judge:
        with judge.start(work, limits=limits) as session:
            assert session.call("f", (0.4,)).value == 0.4
            result = session.call("f", (5.0,))
        assert isinstance(result, Stopped)
        assert result.reason == "cpu-time"
        assert "0.9 s" in result.detail
        monkeypatch.delattr(os, "pidfd_open")  # as on macOS: the kernel's limit is all there is
        with judge.start(work, limits=limits) as session:
            assert session.call("f", (0.4,)).value == 0.4
            result = session.call("f", (9.0,))
    assert isinstance(result, Stopped)
    assert result.reason == "cpu-time"


def test_a_worker_killed_while_it_waits_is_passed_over() -> None:
    """The submission goes to the next one, and is judged once."""
    with Judge(mode="basic", spawn=True) as judge:
        judge.warm()
        handle = os.pidfd_open(judge._parent("numpy").pid)
        signal.pidfd_send_signal(handle, signal.SIGKILL)
        assert ends(handle)
        with judge.start(SOURCE) as session:
            assert [session.call("f", (0,)).value for _ in range(2)] == [1, 2]


def test_more_at_once_than_wait() -> None:
    """Whoever comes when none is left waits for the next, and gets one of its own."""
    count = 2 * IMAGES["numpy"].waiting + 1
    with Judge(mode="basic", spawn=True) as judge:
        sessions = [judge.start(SOURCE) for _ in range(count)]
        assert [session.call("f", (i,)).value for i, session in enumerate(sessions)] == [
            i + 1 for i in range(count)
        ]


def test_a_worker_that_cannot_start_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its last words are quoted, nothing hangs, and nothing stays behind."""
    before = descriptors()
    monkeypatch.setattr(spawned, "_PROGRAM", "raise SystemExit('no interpreter today')")
    with Judge(mode="basic", spawn=True) as judge:
        for _ in range(2):
            with pytest.raises(SandboxError, match="no interpreter today"):
                judge.start(SOURCE)
    assert descriptors() == before


def test_a_worker_that_can_no_longer_start_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that wait are used up first."""
    with Judge(mode="basic", spawn=True) as judge:
        judge.warm()
        monkeypatch.setattr(sys, "executable", "/nowhere/python")
        sessions: list[Session] = []

        def use_up() -> None:
            for _ in range(IMAGES["numpy"].waiting + 2):
                sessions.append(judge.start(SOURCE))

        with pytest.raises(SandboxError, match="must be able to start a process"):
            use_up()
        assert sessions


SERVER = """
import sys
from heldout.sandbox import Judge
judge = Judge(mode=sys.argv[1], spawn=True)
session = judge.start("import time\\ndef f(): time.sleep(1e6)")
print(judge._parent("numpy")._take().process.pid, session.pid, flush=True)
session.call("f", seconds=100)
"""


@pytest.mark.parametrize("mode", ["standard", "basic"])
def test_a_killed_server_takes_everything_with_it(mode: str) -> None:
    """Those that wait and those that are busy."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVER, mode], stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        handles = [os.pidfd_open(int(pid)) for pid in server.stdout.readline().split()]
        assert len(handles) == 2
        server.kill()
        assert all([ends(handle) for handle in handles])


ORPHAN = """
import os, sys, threading
from heldout.sandbox.worker import leave_with
threading.Thread(target=leave_with, args=[os.getppid()], daemon=True).start()
print(os.getpid(), flush=True)
threading.Event().wait()
"""
MIDDLE = """
import subprocess, sys
subprocess.Popen([sys.executable, "-c", sys.argv[1]])
sys.stdin.read()
"""


def test_a_worker_leaves_when_its_parent_is_gone() -> None:
    """Where the kernel does not tell it of that, as on macOS, it looks."""
    with subprocess.Popen(
        [sys.executable, "-c", MIDDLE, ORPHAN],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as middle:
        assert middle.stdout is not None
        handle = os.pidfd_open(int(middle.stdout.readline()))
        middle.kill()
        assert ends(handle)


@pytest.mark.parametrize(
    ("platform", "spawn", "image", "kind"),
    [
        ("linux", None, "numpy", WarmParent),
        ("linux", True, "numpy", SpawnedWorkers),
        ("linux", False, "cuda", SpawnedWorkers),
        ("darwin", None, "numpy", SpawnedWorkers),
        ("darwin", False, "numpy", WarmParent),
    ],
)
def test_where_workers_are_used(
    monkeypatch: pytest.MonkeyPatch, platform: str, spawn: bool | None, image: str, kind: type
) -> None:
    """On macOS, for CUDA everywhere, and where they are asked for."""
    made: list[type] = []
    for name in ("WarmParent", "SpawnedWorkers"):
        real = getattr(spawned, name)
        monkeypatch.setattr(spawned, name, lambda *_, real=real, **__: made.append(real))
    monkeypatch.setattr(sys, "platform", platform)
    start_parent(image, spawn)
    assert made == [kind]


def test_mode_full_is_not_claimed_with_workers() -> None:
    """Why it does not hold is said, and whoever insists on it is refused."""
    with Judge(spawn=True) as judge:
        assert judge.claim.mode == "standard"
        assert "interpreter of its own" in judge.claim.missing["full"]
    with (
        Judge(mode="full", spawn=True) as judge,
        pytest.raises(SandboxError, match="interpreter of its own"),
    ):
        judge.start(SOURCE)


def test_workers_that_wait_are_the_pool() -> None:
    """No further process waits beside them, jailed already."""
    with Judge(mode="basic", spawn=True, pool=2) as judge:
        for _ in range(2):
            with judge.start(SOURCE) as session:
                assert session.call("f", (0,)).value == 1
        assert judge.waiting() == ()


@pytest.mark.parametrize("wanted", [None, "basic"])
def test_beside_a_gpu_the_mode_is_basic(wanted: str | None) -> None:
    """And is called so, whatever the judge could do otherwise."""
    with Judge(mode=wanted) as judge:
        assert judge.mode_in("cuda") == "basic"
        assert judge.mode_in("numpy") == judge.mode == (wanted or "full")


def test_a_stronger_mode_is_not_weakened_for_a_gpu() -> None:
    """Whoever insists is told that it cannot be had, and no code runs."""
    with (
        Judge(mode="standard") as judge,
        pytest.raises(SandboxError, match='"standard" is insisted on'),
    ):
        judge.start(SOURCE, image="cuda")


DEVICE = """
import mmap, os, resource
from heldout.sandbox.jail import Jail
jail = Jail([])
jail.parent = os.getppid()
jail.prepare_device()
before = os.getresuid()
jail.enter("basic")
jail.limit(2, 64 << 20)
reserved = mmap.mmap(-1, 1 << 40, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=0)
try:
    bytes(1 << 28)
    print("unbounded")
except MemoryError:
    print("bounded", len(reserved) >> 40, os.getresuid() == before, 0 in before)
print(resource.getrlimit(resource.RLIMIT_NOFILE)[0] >= 128)
"""


def test_beside_a_gpu_memory_is_bounded_but_not_address_space() -> None:
    """A driver reserves terabytes; the user is changed before it is opened, not after."""
    done = subprocess.run(
        [sys.executable, "-c", DEVICE], capture_output=True, text=True, timeout=60
    )
    assert done.stdout.split() == ["bounded", "1", "True", "False", "True"], done.stderr


LOOK = """
import os
def f():
    open_now = []
    for number in range(256):
        try:
            open_now.append([number, os.fstat(number).st_ino])
        except OSError:
            continue
    return open_now
"""


def test_the_drivers_descriptors_stay_and_ours_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was opened with the device is there for the submission, in its place; of the judge
    there is no more than the three streams and the two pipes."""
    image = replace(IMAGES["numpy"], name="cuda", spawned=True, device=True)
    monkeypatch.setitem(IMAGES, "cuda", image)
    wake = (
        "import heldout_child.worker as worker, os\n"
        "worker._wake_device = lambda: [os.open('/', os.O_RDONLY) for _ in range(3)]\nmain()"
    )
    monkeypatch.setattr(spawned, "_PROGRAM", spawned._PROGRAM.replace("main()", wake))
    with Judge(mode="basic") as judge, judge.start(LOOK, image="cuda") as session:
        result = session.call("f")
    assert isinstance(result, Returned), result
    root, found = os.stat("/").st_ino, dict(result.value)
    driver = {number for number, inode in found.items() if inode == root}
    assert len(driver) == 3
    assert set(found) - driver == set(range(5))
