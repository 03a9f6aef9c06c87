"""The judge: what it owns, what it leaves behind, and what survives what."""

from __future__ import annotations

import importlib.util
import os
import select
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from heldout.errors import JudgeClosed, JudgeLost, SandboxError
from heldout.sandbox import Judge, Limits, Returned, Session, Stopped, probe
from heldout.sandbox import judge as judge_module
from heldout.sandbox.parents import Birth, Spawned, WarmParent

SOURCE = "def f(x): return x + 1\n"


def descriptors() -> set[str]:
    """What this process has open."""
    return {
        f"{entry.name} {os.readlink(entry)}"
        for entry in Path("/proc/self/fd").iterdir()
        if entry.is_symlink() and "/proc/" not in os.readlink(entry)
    }


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


def parent_pid(judge: Judge) -> int:
    return judge._parent("numpy").pid


@pytest.mark.parametrize("mode", ["full", "standard", "basic"])
def test_close_leaves_no_process_and_no_descriptor(mode: str) -> None:
    """Also with sessions left open, running and stopped."""
    before = descriptors()
    judge = Judge(mode=mode)
    judge.start(SOURCE).close()
    left_open = judge.start(SOURCE)
    stopped = judge.start("import os\ndef f(): os._exit(1)\n")
    stopped.call("f")
    with pytest.raises(ProcessLookupError):
        os.kill(stopped.pid, 0)  # reaped already
    handles = [os.pidfd_open(pid) for pid in (left_open.pid, parent_pid(judge))]
    judge.close()
    assert wait_until_gone(handles)
    assert descriptors() <= before  # another judge may have buried a child meanwhile


def test_closing_a_session_ends_code_that_goes_on(judge: Judge) -> None:
    """A child that never listens again is killed all the same."""
    source = (
        "import sys, time\n"
        "def f(): sys.modules['heldout_child.frames'].read = lambda channel: time.sleep(1e6)\n"
    )
    session = judge.start(source)
    handle = os.pidfd_open(session.pid)
    assert isinstance(session.call("f"), Returned)
    session.close()
    assert wait_until_gone([handle])


def test_a_closed_judge_says_so() -> None:
    """Whether it is asked to start a submission, or to go on with one."""
    judge = Judge(mode="basic")
    session = judge.start(SOURCE)
    judge.close()
    with pytest.raises(JudgeClosed, match="closed"):
        judge.start(SOURCE)
    with pytest.raises(JudgeClosed, match="closed"):
        session.call("f", (1,))


@pytest.mark.parametrize("source", ["time.sleep(3600)", "x = 1\n    while True: x += 1"])
def test_closing_the_judge_ends_a_call_at_once_and_blames_nobody(source: str) -> None:
    """The child is killed by that, as it would be by a lack of memory; and the limits are far."""
    limits = Limits(cpu_seconds=3600, wall_seconds=3600)
    told: list[BaseException] = []

    def call(session: Session, begun: threading.Event) -> None:
        begun.set()
        with pytest.raises(JudgeClosed) as caught:
            session.call("f")
        told.append(caught.value)

    for _ in range(5):
        judge, begun = Judge(limits, mode="basic"), threading.Event()
        session = judge.start(f"import time\ndef f():\n    {source}\n")
        caller = threading.Thread(target=call, args=(session, begun), daemon=True)
        caller.start()
        assert begun.wait(20)
        caller.join(0.01)  # most likely inside the call by now; before it, the result is the same
        judge.close()
        caller.join(20)
        assert not caller.is_alive()
    assert len(told) == 5


@pytest.mark.parametrize("mode", ["full", "standard", "basic"])
def test_a_parent_killed_between_submissions_is_replaced(mode: str) -> None:
    """The next submission is judged as if nothing had happened."""
    with Judge(mode=mode) as judge:
        assert judge.start(SOURCE).call("f", (1,)).value == 2
        first = parent_pid(judge)
        handle = os.pidfd_open(first)
        os.kill(first, signal.SIGKILL)
        assert wait_until_gone([handle])
        with judge.start(SOURCE) as session:
            assert session.call("f", (1,)).value == 2
        assert parent_pid(judge) != first


@pytest.mark.parametrize("mode", ["full", "standard", "basic"])
def test_a_parent_killed_during_a_submission_is_not_the_codes_fault(mode: str) -> None:
    """The child goes with its parent, and no result is made of that."""
    with Judge(mode=mode) as judge, judge.start(SOURCE) as session:
        handle = os.pidfd_open(session.pid)
        os.kill(parent_pid(judge), signal.SIGKILL)
        assert wait_until_gone([handle])
        with pytest.raises(JudgeLost, match="not to blame"):
            session.call("f", (1,))
        with judge.start(SOURCE) as after:
            assert after.call("f", (1,)).value == 2


def test_a_child_killed_from_outside_is_a_memory_stop(judge: Judge) -> None:
    """As the kernel does it when memory runs out; SIGKILL is all that can be seen."""
    with judge.start(SOURCE) as session:
        os.kill(session.pid, signal.SIGKILL)
        result = session.call("f", (1,))
    assert isinstance(result, Stopped)
    assert result.reason == "memory"


def test_threads_judge_at_once(judge: Judge) -> None:
    """Each thread gets the answers to its own questions."""
    wrong: list[object] = []

    def work(number: int) -> None:
        for turn in range(8):
            with judge.start(f"def f(x): return x + {number}\n") as session:
                got = [session.call("f", (turn + i,)) for i in range(5)]
            expected = [turn + i + number for i in range(5)]
            values = [result.value for result in got if isinstance(result, Returned)]
            if values != expected:
                wrong.append(got)

    threads = [threading.Thread(target=work, args=(1000 * i,)) for i in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_slow_image_holds_up_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """While one is being started others are used, it is started once, and the end does not wait."""
    real, asked, go_on = judge_module.start_parent, [], threading.Event()

    def start(image: str, spawn: bool | None, **options: Any) -> Any:
        asked.append(image)
        if image == "sympy":
            assert go_on.wait(20)
        return real("numpy", spawn, **options)

    def warm(judge: Judge) -> None:
        try:
            judge.warm("sympy")
        except SandboxError as error:
            refusals.append(str(error))

    refusals: list[str] = []
    monkeypatch.setattr(judge_module, "start_parent", start)
    with Judge(mode="standard") as judge:
        threads = [threading.Thread(target=warm, args=[judge]) for _ in range(2)]
        for thread in threads:
            thread.start()
        assert judge.mode == "standard"
        assert judge.start(SOURCE).call("f", (1,)).value == 2
    go_on.set()
    for thread in threads:
        thread.join(20)
    assert asked == ["sympy", "numpy"] or asked == ["numpy", "sympy"]
    assert len(refusals) == 2
    assert all("closed" in refusal for refusal in refusals)


@pytest.mark.parametrize("spawn", [None, True])
def test_no_place_of_a_descriptor_is_in_the_way(spawn: bool | None) -> None:
    """A child wants some numbers for itself; its parent may have got one of them for its orders,
    as in a server that has much open."""
    held: list[int] = []
    lowest = os.open(os.devnull, os.O_RDONLY)
    os.close(lowest)
    try:
        while lowest < 32:
            with Judge(mode="basic", spawn=spawn) as judge, judge.start(SOURCE) as session:
                assert session.call("f", (1,)).value == 2
            held.append(os.open(os.devnull, os.O_RDONLY))
            lowest = held[-1] + 1
    finally:
        for descriptor in held:
            os.close(descriptor)


def test_a_flood_of_one_does_not_touch_another(judge: Judge) -> None:
    """Each child has a pipe of its own."""
    flooding = "def f():\n    while True: print('x' * 1000)\n"
    with judge.start(flooding) as loud, judge.start(SOURCE) as quiet:
        loud_result = loud.call("f")
        assert quiet.call("f", (1,)).value == 2
    assert isinstance(loud_result, Stopped)
    assert loud_result.reason == "printed"
    assert len(loud_result.printed) == judge.limits.printed_bytes


def test_a_platform_without_pidfds_is_served_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on macOS: no pidfd, no clock of another process; the kernel's own limit stops loops."""
    fork = WarmParent.fork

    def fork_without_handle(parent: WarmParent, *job: Any, **how: Any) -> Birth:
        child = fork(parent, *job, **how).child()
        assert child.handle is not None
        os.close(child.handle)
        return Birth(lambda: Spawned(child.pid, None))

    monkeypatch.setattr(WarmParent, "fork", fork_without_handle)
    with Judge(Limits(cpu_seconds=0.5), mode="basic") as judge:
        with judge.start(SOURCE) as session:
            assert session.call("f", (1,)).value == 2
            handle = os.pidfd_open(session.pid)
        assert wait_until_gone([handle])
        monkeypatch.delattr(os, "pidfd_open")
        with judge.start("def f():\n    while True: pass\n") as session:
            result = session.call("f")
    assert isinstance(result, Stopped)
    assert result.reason == "cpu-time"


SERVER = """
import sys
from heldout.sandbox import Judge
judge = Judge(mode=sys.argv[1])
session = judge.start("def f(): return 1")
print(judge._parent("numpy").pid, session.pid, flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("mode", ["full", "standard", "basic"])
def test_a_killed_server_takes_everything_with_it(mode: str) -> None:
    """SIGKILL gives no chance to clean up, and nothing stays behind all the same."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVER, mode],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        handles = [os.pidfd_open(int(pid)) for pid in server.stdout.readline().split()]
        assert len(handles) == 2
        server.kill()
        assert wait_until_gone(handles)


def test_probes_hold(judge: Judge) -> None:
    """All protections that the mode promises hold; the others are told as not promised."""
    probes = probe(judge)
    assert {found.name for found in probes if found.held is False} == set()
    unpromised = {found.name for found in probes if found.held is None}
    assert bool(unpromised) == (judge.mode != "full" or not judge.claim.groups)
    assert len(probes) >= 25


def test_formulas_have_an_image_of_their_own() -> None:
    """SymPy is loaded where it is asked for, and only there."""
    source = "def f():\n    import sympy\n    return str(sympy.diff(sympy.sympify('x**2'), 'x'))\n"
    with Judge() as judge:
        with judge.start(source, image="sympy", limits=Limits(cpu_seconds=5)) as session:
            assert session.call("f").value == "2*x"
        with judge.start(source) as session:
            result = session.call("f")
        assert not isinstance(result, Returned)


@pytest.mark.parametrize(
    ("image", "says"), [("fortran", "must be one of"), ("torch", "pip install torch")]
)
def test_an_image_that_cannot_start_says_what_to_do(
    image: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unknown, or its package is not installed."""
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "torch" else find(name)
    )
    with Judge(mode="basic") as fresh, pytest.raises(SandboxError, match=says):
        fresh.warm(image)


@pytest.mark.parametrize("value", [0, -1, float("inf"), float("nan")])
def test_a_limit_must_limit(value: float) -> None:
    """Zero, negative or endless limits are refused by name."""
    with pytest.raises(SandboxError, match="cpu_seconds"):
        Limits(cpu_seconds=value)


def test_an_unknown_mode_is_refused() -> None:
    """Modes are three words."""
    with pytest.raises(SandboxError, match="standard"):
        Judge(mode="safe")
