"""Streams of verdicts: live, late, after a crash, and when something fails."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from heldout.errors import StoreError
from heldout.practice import Practice
from heldout.records import Attempt, Listener, Progress, Reply
from heldout.web import replies
from heldout.web.door import now
from heldout.web.streams import as_event

Look = Callable[[str], Any]
SOURCE = "def double(x):\n    return x + x\n"
PATIENCE = 20.0  # seconds; only a test that is failing waits so long


def _receive(practice: Practice, seed: int, question: str = "word-for-rate") -> Attempt:
    """An attempt that was stored and not judged, as a crash leaves it."""
    text = SOURCE if question == "double-it" else "learning rate"
    return practice.receive_reply(practice.variant(question, seed), Reply("answer", text), now())


def _events(lines: Iterator[str]) -> Iterator[tuple[str, str]]:
    """(name, data) of each event of a stream, as the standard says to read it."""
    name, data = "", []
    for line in lines:
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            data.append(line.removeprefix("data: "))
        elif not line and (name or data):
            yield name, "\n".join(data)
            name, data = "", []


def test_an_event_survives_lines_of_every_kind() -> None:
    """Each line of the text is a line of data."""
    text = "one\n\n two\nevent: no"
    assert list(_events(iter(as_event(text, name="x").split("\n")))) == [("x", text)]


def test_a_script_is_sent_to_a_stream_when_a_verdict_takes_its_time(
    site: httpx.Client,
    practice: Practice,
    read_page: Look,
    seed: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The answer comes at once and opens the stream; the stream ends with verdict and close."""
    monkeypatch.setattr(replies, "PATIENCE", 0.0)
    key = practice.library.questions["double-it"].hash
    answer = site.post(
        f"/questions/double-it/{seed}/parts/answer?level=1",
        data={"reply": SOURCE, "hash": key},
        headers={"HX-Request": "true"},
    )
    waiting = read_page(answer.text).all("div")[0]
    assert waiting.attributes["hx-sse:close"] == "close"
    address = waiting.attributes["hx-sse:connect"]
    assert address.endswith("/events?level=1")
    stream = site.get(address)
    assert stream.headers["content-type"].startswith("text/event-stream")
    assert stream.headers["cache-control"] == "no-store"
    events = list(_events(iter(stream.text.split("\n"))))
    assert events[-1][0] == "close"
    pieces = read_page(events[-2][1])
    assert pieces.one("div", id="verdict-answer").text.startswith("Right")
    assert pieces.one("div", id="after").text.startswith("The answer")


def test_a_judged_attempt_sends_its_verdict_at_once(
    site: httpx.Client, practice: Practice, read_page: Look, seed: int
) -> None:
    """To a browser that comes back: one message, then close."""
    attempt = practice.judge_attempt(_receive(practice, seed).id, now())
    events = list(_events(iter(site.get(f"/attempts/{attempt.id}/events").text.split("\n"))))
    assert [name for name, _ in events] == ["", "close"]
    assert "Right" in read_page(events[0][1]).one("div", id="verdict-answer").text


def test_opening_the_stream_judges_what_nobody_judged(
    site: httpx.Client, practice: Practice, read_page: Look, seed: int
) -> None:
    """The page of such an attempt opens the stream by itself."""
    attempt = _receive(practice, seed)
    page = read_page(site.get(f"/questions/word-for-rate/{seed}").text)
    (waiting,) = [item for item in page.walk() if "hx-sse:connect" in item.attributes]
    assert waiting.attributes["hx-sse:connect"] == f"/attempts/{attempt.id}/events"
    assert "Reload" in page.one("noscript").text
    site.get(waiting.attributes["hx-sse:connect"])
    judged = practice.store.attempt(attempt.id)
    assert judged.verdict is not None
    assert judged.verdict.right


def test_what_a_crash_left_is_judged_at_the_next_start(
    fresh_practice: Practice, serve_practice: Callable[[Practice], Any]
) -> None:
    """In the background, without anybody opening a page; closing waits for it here."""
    attempts = [_receive(fresh_practice, seed) for seed in (1, 2, 3)]
    attempts.append(_receive(fresh_practice, 4, "double-it"))
    with serve_practice(fresh_practice) as site:
        streams = [site.get(f"/attempts/{attempt.id}/events").text for attempt in attempts]
    assert all("event: close" in text for text in streams)
    assert fresh_practice.store.unjudged() == ()
    assert all(fresh_practice.store.attempt(attempt.id).verdict for attempt in attempts)


def test_the_start_alone_judges_what_a_crash_left(
    fresh_practice: Practice,
    serve_practice: Callable[[Practice], Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No page is asked for at all."""
    attempt = _receive(fresh_practice, 1)
    judged = threading.Event()
    real = fresh_practice.judge_attempt

    def judge(*arguments: Any) -> Attempt:
        result = real(*arguments)
        judged.set()
        return result

    monkeypatch.setattr(fresh_practice, "judge_attempt", judge)
    with serve_practice(fresh_practice):
        assert judged.wait(PATIENCE)
    assert fresh_practice.store.attempt(attempt.id).verdict is not None


def test_progress_is_seen_while_the_judge_still_works(
    fresh_site: httpx.Client,
    fresh_practice: Practice,
    read_page: Look,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The judge waits until the stream has shown how far it is."""
    attempt = _receive(fresh_practice, 5)
    seen = threading.Event()
    real = fresh_practice.judge_attempt

    def judge(attempt_id: int, moment: Any, listen: Listener) -> Attempt:
        listen(Progress(3, 20, "3 of 20 cases"))
        assert seen.wait(PATIENCE)
        return real(attempt_id, moment, listen)

    monkeypatch.setattr(fresh_practice, "judge_attempt", judge)
    with fresh_site.stream("GET", f"/attempts/{attempt.id}/events") as stream:
        for _, data in _events(stream.iter_lines()):
            if "3 of 20 cases" in data:
                bar = read_page(data).one("progress")
                assert (bar.attributes["value"], bar.attributes["max"]) == ("3", "20")
                seen.set()
    assert seen.is_set()
    assert fresh_practice.store.attempt(attempt.id).verdict is not None


@pytest.mark.parametrize("scripted", [True, False])
def test_a_full_disk_loses_no_reply_and_says_what_it_is(
    fresh_site: httpx.Client,
    fresh_practice: Practice,
    read_page: Look,
    monkeypatch: pytest.MonkeyPatch,
    scripted: bool,
) -> None:
    """The reply was stored; the verdict could not be. Later it can."""
    real = fresh_practice.judge_attempt

    def fail(*_: Any) -> Attempt:
        raise StoreError("The disk is full. Make room.")

    monkeypatch.setattr(fresh_practice, "judge_attempt", fail)
    key = fresh_practice.library.questions["word-for-rate"].hash
    url = "/questions/word-for-rate/9"
    answer = fresh_site.post(
        f"{url}/parts/answer",
        data={"reply": "learning rate", "hash": key},
        headers={"HX-Request": "true"} if scripted else {},
    )
    (attempt,) = fresh_practice.store.unjudged()
    stream = fresh_site.get(f"/attempts/{attempt.id}/events").text
    assert "The disk is full. Make room." in stream
    assert answer.status_code == (200 if scripted else 303)
    monkeypatch.setattr(fresh_practice, "judge_attempt", real)
    assert 'id="verdict-answer"' in fresh_site.get(f"/attempts/{attempt.id}/events").text
    assert fresh_practice.store.unjudged() == ()


def test_a_question_that_changed_meanwhile_is_not_mixed_with_the_old_one(
    site: httpx.Client, practice: Practice, seed: int
) -> None:
    """The reply was to other values: no verdict is put beside the new ones."""
    reply = Reply("answer", "learning rate")
    attempt = practice.store.add_attempt("word-for-rate", "0" * 16, seed, reply, now())
    text = site.get(f"/attempts/{attempt.id}/events").text
    assert "changed on disk" in text
    assert "verdict-answer" not in text
    assert "event: close" in text
