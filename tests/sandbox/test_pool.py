"""Children that wait: each is used once, none is trusted to be alive, and none stays behind."""

from __future__ import annotations

import os
import select
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from heldout.errors import JudgeLost, SandboxError
from heldout.sandbox import Judge, Loaded, Returned, Session
from heldout.sandbox import judge as judge_module
from heldout.sandbox.pool import Pool

SOURCE = "import os\ndef f(): return os.getpid()\n"


class Announced:
    """Counts the children that have been made, and lets a test wait for the next ones."""

    def __init__(self) -> None:
        self.made: list[Session] = []
        self._more = threading.Condition()

    def add(self, session: Session) -> None:
        with self._more:
            self.made.append(session)
            self._more.notify_all()

    def await_count(self, count: int) -> None:
        with self._more:
            assert self._more.wait_for(lambda: len(self.made) >= count, timeout=30)


@contextmanager
def pooled(
    monkeypatch: pytest.MonkeyPatch, mode: str = "standard", size: int = 1
) -> Iterator[tuple[Judge, Announced]]:
    """A judge with a pool, whose children are announced once they wait in it."""
    announced, refill = Announced(), Pool._refill

    def refill_and_tell(pool: Pool) -> None:
        before = {one for waiting in pool._waiting.values() for one in waiting}
        refill(pool)
        for waiting in pool._waiting.values():
            for session in waiting:
                if session not in before:
                    announced.add(session)

    monkeypatch.setattr(Pool, "_refill", refill_and_tell)
    with Judge(mode=mode, pool=size) as judge:
        yield judge, announced


def await_end(pids: list[int]) -> Callable[[], bool]:
    """A question to ask later: have all these processes ended?"""
    handles = [os.pidfd_open(pid) for pid in pids]

    def ended() -> bool:
        for handle in handles:
            poll = select.poll()
            poll.register(handle, select.POLLIN)
            gone = bool(poll.poll(20_000))
            os.close(handle)
            if not gone:
                return False
        return True

    return ended


LOOK = """
import gc, linecache, resource, sys
PLAYED = [o for o in gc.get_objects() if getattr(o, "__name__", "") == "play"]
FAULTS = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
def f(): return FAULTS, len(PLAYED), sorted(sys.modules), sorted(linecache.cache)
"""


def test_a_child_that_waits_has_rehearsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages that a submission makes it write to are its own already; nothing else is left."""
    with pooled(monkeypatch) as (judge, announced):
        judge.warm()
        announced.await_count(1)
        with judge.start(LOOK) as waited, judge.start(LOOK) as fresh:
            assert waited.pid == announced.made[0].pid
            assert fresh.pid != waited.pid
            faults, *left = waited.call("f").value
            fewer, *expected = fresh.call("f").value
    assert faults > fewer + 50
    assert left == expected
    assert left[0] == 0


@pytest.mark.parametrize("mode", ["standard", "basic"])
def test_a_submission_gets_a_child_that_waited_and_each_is_used_once(
    monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    """The next one waits as soon as the first submission is done with."""
    with pooled(monkeypatch, mode) as (judge, announced):
        judge.warm()
        seen = []
        for turn in range(3):
            announced.await_count(turn + 1)
            with judge.start(SOURCE) as session:
                assert session is announced.made[turn]
                seen.append(session.call("f").value)
        assert len(set(seen)) == 3


def test_nothing_is_made_while_a_submission_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even when another one ends meanwhile."""
    with pooled(monkeypatch) as (judge, announced):
        judge.warm()
        announced.await_count(1)
        with judge.start(SOURCE) as session:
            judge.start(SOURCE).close()
            assert isinstance(session.call("f"), Returned)
            assert judge.waiting() == ()
        announced.await_count(2)
        assert len(judge.waiting()) == 1


def test_a_waiting_child_that_died_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """The submission gets another child, and its verdict."""
    with pooled(monkeypatch, size=2) as (judge, announced):
        judge.warm()
        announced.await_count(2)
        ended = await_end([session.pid for session in judge.waiting()])
        for session in judge.waiting():
            os.kill(session.pid, signal.SIGKILL)
        assert ended()
        with judge.start(SOURCE) as session:
            assert session not in announced.made
            assert isinstance(session.call("f"), Returned)


def test_a_dead_parent_is_replaced_with_its_pool(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its waiting children die with it; those that come after are the new parent's."""
    with pooled(monkeypatch) as (judge, announced):
        judge.warm()
        announced.await_count(1)
        [waiting] = judge.waiting()
        ended = await_end([waiting.parent.pid, waiting.pid])
        os.kill(waiting.parent.pid, signal.SIGKILL)
        assert ended()
        with judge.start(SOURCE) as session:
            assert isinstance(session.call("f"), Returned)
            assert session.parent is not waiting.parent
        announced.await_count(2)
        assert judge.waiting()[0].parent is judge._parent("numpy")


def test_a_child_lost_while_it_loads_is_replaced_once(
    monkeypatch: pytest.MonkeyPatch, standard: Judge
) -> None:
    """The source runs again in a new child, and the submission has one verdict."""
    wait, lost = Session._await_loaded, []

    def lose_the_first(session: Session) -> object:
        if not lost:
            lost.append(session)
            raise JudgeLost("gone")
        return wait(session)

    assert standard.mode == "standard"  # proven before, since the proof loads sources too
    monkeypatch.setattr(Session, "_await_loaded", lose_the_first)
    with standard.start(SOURCE) as session:
        assert session not in lost
        assert isinstance(session.loaded, Loaded)


def test_closing_the_judge_ends_those_that_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting children are processes too."""
    with pooled(monkeypatch, size=2) as (judge, announced):
        judge.warm()
        announced.await_count(2)
        ended = await_end([session.pid for session in judge.waiting()])
        judge.close()
        assert ended()


def test_a_worn_parent_is_replaced_between_submissions(monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many forks children get another memory layout, and the old parent ends."""
    monkeypatch.setattr(judge_module, "_FORKS_PER_PARENT", 8)  # the proof takes some of them
    with pooled(monkeypatch) as (judge, announced):
        judge.warm()
        first = judge._parent("numpy")
        ended = await_end([first.pid])
        announced.await_count(1)
        for turn in range(8):
            with judge.start(SOURCE) as session:
                assert isinstance(session.call("f"), Returned)
            announced.await_count(turn + 2)
        assert judge._parent("numpy") is not first
        assert ended()


@pytest.mark.parametrize("size", [-1, 5])
def test_a_pool_has_a_largest_size(size: int) -> None:
    """More than four children that wait serve nobody."""
    with pytest.raises(SandboxError, match="0 to 4"):
        Judge(pool=size)


def test_without_a_pool_nobody_waits(standard: Judge) -> None:
    """A command judges once and leaves."""
    standard.start(SOURCE).close()
    assert standard.waiting() == ()
