"""Judging threads: each attempt once, a bounded number at a time, and nobody waits for ever."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from heldout.errors import Busy, StoreError
from heldout.records import Finding, Listener, Progress
from heldout.web.judging import Judging, Sight

PATIENCE = 10.0  # seconds; only a test that is failing waits so long


class Bench:
    """A judge that tells what the test says and stops where the test says."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.gate = threading.Semaphore(0)
        self.arrived = threading.Semaphore(0)

    def judge(self, attempt_id: int, listen: Listener) -> None:
        self.begun.append(attempt_id)
        listen(Progress(1, 3, "1 of 3 cases"))
        listen(Finding("wrong-value", "Off by one."))
        self.arrived.release()
        assert self.gate.acquire(timeout=PATIENCE)


@contextmanager
def running(bench: Bench, threads: int = 2) -> Iterator[Judging]:
    judging = Judging(bench.judge, threads=threads)
    try:
        yield judging
    finally:
        bench.gate.release(100)
        judging.close(patience=PATIENCE)


def test_an_attempt_under_way_is_not_begun_again() -> None:
    """Whoever asks again gets the same watch."""
    bench = Bench()
    with running(bench) as judging:
        first = judging.start(7)
        assert judging.start(7) is first
        bench.gate.release()
        assert first.wait(PATIENCE)
        assert bench.begun == [7]


def test_no_more_are_judged_at_once_than_there_are_threads() -> None:
    """The third waits until one of the two is done."""
    bench = Bench()
    with running(bench, threads=2) as judging:
        watches = [judging.start(number) for number in (1, 2, 3)]
        for _ in range(2):
            assert bench.arrived.acquire(timeout=PATIENCE)
        assert sorted(bench.begun) == [1, 2]
        bench.gate.release()
        assert bench.arrived.acquire(timeout=PATIENCE)
        assert sorted(bench.begun) == [1, 2, 3]
        bench.gate.release(2)
        assert all(watch.wait(PATIENCE) for watch in watches)


def test_what_the_judge_tells_can_be_seen_at_once() -> None:
    """Progress and findings, before it is done."""
    bench = Bench()
    with running(bench) as judging:
        watch = judging.start(1)
        assert bench.arrived.acquire(timeout=PATIENCE)
        assert watch.sight.progress == Progress(1, 3, "1 of 3 cases")
        assert [finding.kind for finding in watch.sight.findings] == ["wrong-value"]
        assert not watch.sight.done
        assert not watch.wait(0.0)


def test_a_failure_is_told_in_its_own_words_and_the_thread_lives_on() -> None:
    """A full disk says so; the next reply is judged."""

    def judge(attempt_id: int, listen: Listener) -> None:
        if attempt_id == 1:
            raise StoreError("The disk is full.")

    judging = Judging(judge, threads=1)
    failing, next_one = judging.start(1), judging.start(2)
    assert failing.wait(PATIENCE)
    assert next_one.wait(PATIENCE)
    assert failing.sight.trouble == "The disk is full."
    assert next_one.sight == Sight(done=True)
    judging.close()


def test_an_unforeseen_error_is_told_without_its_text(caplog: pytest.LogCaptureFixture) -> None:
    """The log has the traceback, the page a sentence."""

    def judge(attempt_id: int, listen: Listener) -> None:
        raise ZeroDivisionError("secret")

    judging = Judging(judge, threads=1)
    watch = judging.start(1)
    assert watch.wait(PATIENCE)
    judging.close()
    assert watch.sight.trouble
    assert "secret" not in watch.sight.trouble
    assert "ZeroDivisionError" in caplog.text


def test_closing_ends_every_watch() -> None:
    """Also of those that had not begun, and of those that come later."""
    bench = Bench()
    judging = Judging(bench.judge, threads=1)
    watches = [judging.start(1), judging.start(2)]
    assert bench.arrived.acquire(timeout=PATIENCE)
    judging.close(patience=0.0)
    assert all(watch.wait(PATIENCE) for watch in [*watches, judging.start(3)])
    assert all("kept" in (watch.sight.trouble or "") for watch in watches)
    bench.gate.release(100)
    judging.close()
    assert bench.begun == [1]


def test_a_stream_sees_the_end_even_when_it_comes_late() -> None:
    """Silence is told as None; the last sight is done."""
    bench = Bench()

    async def follow(judging: Judging) -> list[Sight | None]:
        seen: list[Sight | None] = []
        async for sight in judging.start(1).sights(alive=0.01):
            seen.append(sight)
            if sight is None:
                bench.gate.release()
        return seen

    with running(bench) as judging:
        seen = asyncio.run(follow(judging))
    assert None in seen
    assert seen[-1] is not None
    assert seen[-1].done
    assert seen[-1].findings


def test_a_reply_that_finds_no_place_is_not_even_received() -> None:
    """Nothing of it is stored; a reply that could not be stored gives its place back."""
    bench, received = Bench(), list[int]()

    def receive(number: int) -> int:
        if number < 0:
            raise StoreError("The disk is full.")
        received.append(number)
        return number

    judging = Judging(bench.judge, threads=1, each=2, places=10)
    try:
        watches = [judging.admit("a", lambda: receive(1))]
        with pytest.raises(StoreError):
            judging.admit("a", lambda: receive(-1))
        watches.append(judging.admit("a", lambda: receive(2)))
        with pytest.raises(Busy):
            judging.admit("a", lambda: receive(3))
        watches.append(judging.admit("b", lambda: receive(4)))
        assert received == [1, 2, 4]
        bench.gate.release(3)
        assert all(watch.wait(PATIENCE) for watch in watches)
        assert bench.begun == [1, 4, 2]
    finally:
        bench.gate.release(100)
        judging.close(patience=PATIENCE)


def test_a_watch_is_waited_for_without_a_thread() -> None:
    """Until it is done, or for so long; as often as somebody likes."""
    bench = Bench()

    async def wait(judging: Judging) -> list[bool]:
        watch = judging.start(1)
        early = await watch.over(0.0)
        bench.gate.release()
        return [early, await watch.over(PATIENCE), await watch.over()]

    with running(bench) as judging:
        assert asyncio.run(wait(judging)) == [False, True, True]


def test_a_finding_that_is_told_again_is_shown_once() -> None:
    """A reply whose judge died under it is judged from the start."""
    bench = Bench()

    def judge(attempt_id: int, listen: Listener) -> None:
        bench.gate.release(2)
        bench.judge(attempt_id, listen)
        bench.judge(attempt_id, listen)

    judging = Judging(judge, threads=1)
    watch = judging.start(1)
    assert watch.wait(PATIENCE)
    judging.close()
    assert len(watch.sight.findings) == 1
