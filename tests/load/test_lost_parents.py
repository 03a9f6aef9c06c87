"""The warm parent is killed at random moments: each reply is judged once, and rightly."""

from __future__ import annotations

import os
import random
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from heldout.practice import Practice
from heldout.sandbox.parents import WarmParent
from heldout.sandbox.wire import Wire

from .small import NOW, RIGHT, WRONG, Sent, is_as_it_must_be, open_practice, receive

STEPS: tuple[tuple[type, str], ...] = (
    *((WarmParent, name) for name in ("fork", "reap")),
    *((Wire, name) for name in ("await_ready", "send", "receive", "exchange")),
)


def warm_parents() -> list[int]:
    """The warm parents of this process, also those that are still being started."""
    return [
        pid
        for pid in children_of(os.getpid())
        if "zygote.py" in _text(Path(f"/proc/{pid}/cmdline"))
    ]


def children_of(pid: int) -> list[int]:
    """The processes that it has started and that are still there."""
    found = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for children in found for child in _text(children).split()]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""  # the process has gone meanwhile


def kill_parents() -> int:
    """Kill them all; how many there were."""
    found = warm_parents()
    for pid in found:
        # Ours, and reaped by us alone: between the look and the kill the number names no other.
        os.kill(pid, signal.SIGKILL)
    return len(found)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("sent", [RIGHT, WRONG], ids=["right", "wrong"])
@pytest.mark.parametrize("number", [1, 2, 3, 4, 9, 31, 34, 40, 80])
def test_a_parent_killed_at_any_step_costs_nobody_a_verdict(
    shared: Practice,
    monkeypatch: pytest.MonkeyPatch,
    sent: Sent,
    number: int,
    after: bool,
) -> None:
    """Before or after a fork, while the source is loaded, between and in calls, at the reaping."""
    steps, killed = iter(range(1, 1_000_000)), 0

    def watch(place: type, name: str) -> None:
        plain = getattr(place, name)

        def watched(*arguments: Any, **named: Any) -> Any:
            nonlocal killed
            now = next(steps) == number
            if now and not after:
                killed += kill_parents()
            result = plain(*arguments, **named)
            if now and after:
                killed += kill_parents()
            return result

        monkeypatch.setattr(place, name, watched)

    shared.judge.warm()
    attempt = receive(shared, sent, shared.fresh_seed())
    for place, name in STEPS:
        watch(place, name)
    judged = shared.judge_attempt(attempt.id, NOW)
    assert is_as_it_must_be(sent, judged.verdict), judged.verdict
    assert killed or number > 20, "the steps of judging must be those watched"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    """One practice for the tests that leave it as they found it."""
    with open_practice(tmp_path_factory.mktemp("data")) as practice:
        assert practice.judge.mode
        yield practice


def test_parents_killed_at_random_lose_nothing_and_store_nothing_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two replies at a time, half of them wrong; and a quiet judge finds nothing left to do."""
    chance, stored = random.Random(3), Counter[int]()
    with open_practice(tmp_path) as practice:
        plain = practice.store.set_verdict

        def set_verdict(attempt_id: int, *arguments: Any, **named: Any) -> Any:
            stored[attempt_id] += 1
            return plain(attempt_id, *arguments, **named)

        monkeypatch.setattr(practice.store, "set_verdict", set_verdict)
        sent = {
            receive(practice, item, seed).id: item for seed, item in enumerate([RIGHT, WRONG] * 10)
        }

        def judge(attempt_id: int) -> None:
            killer = threading.Timer(chance.uniform(0.0, 0.4), kill_parents)
            # Every fourth, so that all kills together are fewer than the tries of one reply.
            if list(sent).index(attempt_id) % 4 == 0:
                killer.start()
            practice.judge_attempt(attempt_id, NOW)
            killer.cancel()
            if killer.is_alive():
                killer.join()

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(judge, sent))
        for attempt_id, item in sent.items():
            verdict = practice.store.attempt(attempt_id).verdict
            assert is_as_it_must_be(item, verdict), verdict
        assert stored == Counter(sent.keys())
        assert len(practice.store.reviews()) == len(sent)
        assert practice.finish_unjudged(NOW) == 0
    assert warm_parents() == []
