"""One core for two that talk: taken together, given back whatever happens."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator

import pytest

from heldout.sandbox import Call, Judge, Returned, cores

SOURCE = "import time\ndef f(seconds=0.0):\n    time.sleep(seconds)\n    return 1\n"


@pytest.fixture
def two_cores() -> Iterator[set[int]]:
    """The cores of this thread, which a test must leave as they were."""
    before = os.sched_getaffinity(0)
    assert len(before) > 1, "these tests need a machine of two cores"
    yield before
    assert os.sched_getaffinity(0) == before


def test_quick_calls_share_a_core_until_the_session_ends(
    standard: Judge, two_cores: set[int]
) -> None:
    """The thread and the child are on one core, and the thread is free again afterwards."""
    with standard.start(SOURCE) as session:
        session.call("f")
        while not session._wire._pair.joined:  # a slow machine may part them: then once more
            session.call("f")
        assert len(os.sched_getaffinity(0)) == 1
        assert os.sched_getaffinity(session.pid) == os.sched_getaffinity(0)
    assert os.sched_getaffinity(0) == two_cores


def test_a_slow_call_parts_them(standard: Judge, two_cores: set[int]) -> None:
    """What computes for long may have any core."""
    with standard.start(SOURCE) as session:
        session.call("f")
        assert isinstance(session.call("f", (0.05,)), Returned)
        assert os.sched_getaffinity(0) == two_cores
        assert os.sched_getaffinity(session.pid) == two_cores


def test_two_sessions_of_one_thread_share_one_core(standard: Judge, two_cores: set[int]) -> None:
    """The thread is free when the last of them has gone."""
    with standard.start(SOURCE) as one, standard.start(SOURCE) as other:
        pairs = [cores.Pair(session.pid) for session in (one, other)]
        for pair in pairs:
            pair.join()
        held = os.sched_getaffinity(0)
        assert len(held) == 1
        assert os.sched_getaffinity(one.pid) == os.sched_getaffinity(other.pid) == held
        pairs[0].part()
        assert os.sched_getaffinity(0) == held
        assert os.sched_getaffinity(one.pid) == two_cores
        pairs[1].part()
        pairs[1].part()
        assert os.sched_getaffinity(0) == two_cores


def test_what_a_held_thread_starts_is_not_held(standard: Judge, two_cores: set[int]) -> None:
    """A warm parent lives on, and must have every core."""
    with standard.start(SOURCE) as session:
        pair = cores.Pair(session.pid)
        pair.join()
        cores.free_thread()
        assert os.sched_getaffinity(0) == two_cores
        pair.part()


def test_a_thread_that_has_ended_needs_nothing_back(standard: Judge, two_cores: set[int]) -> None:
    """A session may be closed long after the thread that used it."""
    with standard.start(SOURCE) as session:
        pair = cores.Pair(session.pid)
        thread = threading.Thread(target=pair.join)
        thread.start()
        thread.join()
        pair.part()
        assert not pair.joined
        assert os.sched_getaffinity(session.pid) == two_cores


def test_a_child_that_may_not_be_moved_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, standard: Judge, two_cores: set[int]
) -> None:
    """As one of another user is: the calls work, each on whatever core."""

    def refuse(pid: int) -> set[int]:
        raise PermissionError

    with standard.start(SOURCE) as session:
        monkeypatch.setattr(os, "sched_getaffinity", refuse)
        assert isinstance(session.call("f"), Returned)
        monkeypatch.undo()
        assert not session._wire._pair.joined


def test_calls_on_their_way_together_part_them(standard: Judge, two_cores: set[int]) -> None:
    """Then both compute at the same time."""
    with standard.start(SOURCE) as session:
        session.call("f")
        assert [answer.value for answer in session.call_each([Call("f"), Call("f")])] == [1, 1]
        assert not session._wire._pair.joined
        assert os.sched_getaffinity(0) == os.sched_getaffinity(session.pid) == two_cores


def test_a_child_dies_on_another_core(standard: Judge, two_cores: set[int]) -> None:
    """Than the one that the next verdict begins on; whether it was near or not."""
    for near in (False, True):
        with standard.start(SOURCE) as session:
            pair = cores.Pair(session.pid)
            if near:
                pair.join()
            pair.send_away()
            assert len(os.sched_getaffinity(session.pid)) == len(two_cores) - 1
            assert os.sched_getaffinity(0) == two_cores


def test_a_session_that_is_kept_apart_holds_nobody(standard: Judge, two_cores: set[int]) -> None:
    """However quick its answers are: it may be called from many threads, and live long."""
    with standard.start(SOURCE) as session:
        session.keep_apart()
        assert os.sched_getaffinity(session.pid) == two_cores
        for _ in range(20):
            session.call("f")
            assert os.sched_getaffinity(0) == two_cores
