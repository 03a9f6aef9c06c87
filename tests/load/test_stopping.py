"""A judge that is closed while it judges: no verdict is made of that, and the next start judges."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from heldout.errors import JudgeClosed
from heldout.practice import Practice
from heldout.sandbox.parents import WarmParent
from heldout.sandbox.wire import Wire

from .small import NOW, RIGHT, WRONG, Sent, is_as_it_must_be, open_practice, receive

STEPS: tuple[tuple[type, str], ...] = (
    *((WarmParent, name) for name in ("fork", "reap")),
    *((Wire, name) for name in ("await_ready", "send", "receive", "exchange")),
)
FIRST = 4  # fork, the source is sent, then the first calls: every reply gets so far
MOMENTS = (1, 2, 3, 4, 5, 12, 28, 29, 30, 31, 33, 36, 40, 60)


def close_at(
    monkeypatch: pytest.MonkeyPatch, practice: Practice, number: int
) -> list[threading.Thread]:
    """Close the judge from another thread as the numberth step of judging begins."""
    closers: list[threading.Thread] = []
    steps = iter(range(1, 1_000_000))

    def watch(place: type, name: str) -> None:
        plain = getattr(place, name)

        def watched(*arguments: Any, **named: Any) -> Any:
            if next(steps) == number:
                closers.append(threading.Thread(target=practice.judge.close))
                closers[0].start()
            return plain(*arguments, **named)

        monkeypatch.setattr(place, name, watched)

    for place, name in STEPS:
        watch(place, name)
    return closers


@pytest.mark.parametrize("sent", [RIGHT, WRONG], ids=["right", "wrong"])
@pytest.mark.parametrize("number", MOMENTS)
def test_a_judge_closed_at_any_moment_says_nothing_about_the_reply(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sent: Sent, number: int
) -> None:
    """Either the verdict was there already, or there is none until the next start."""
    with open_practice(tmp_path) as practice:
        assert practice.judge.mode  # proven, so that only the reply is judged from here on
        attempt = receive(practice, sent, 1)
        closers = close_at(monkeypatch, practice, number)
        try:
            judged = practice.judge_attempt(attempt.id, NOW)
        except JudgeClosed:
            assert practice.store.attempt(attempt.id).verdict is None
            assert practice.store.reviews() == ()
        else:
            assert is_as_it_must_be(sent, judged.verdict), judged
        assert closers or number > FIRST, "the steps of judging must be those watched"
        for closer in closers:
            closer.join()
        monkeypatch.undo()
    with open_practice(tmp_path) as practice:
        practice.finish_unjudged(NOW)
        assert is_as_it_must_be(sent, practice.store.attempt(attempt.id).verdict)
        assert len(practice.store.reviews()) == 1
        assert practice.finish_unjudged(NOW) == 0
