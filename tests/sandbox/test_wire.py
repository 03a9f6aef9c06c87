"""The judge's end of a child: here with a thread at the other end, which does as it is told."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from heldout.sandbox import Limits
from heldout.sandbox.frames import Kind, pack
from heldout.sandbox.line import Line
from heldout.sandbox.wire import Broken, Wire

A_PIPE = 1 << 16


@contextmanager
def wired(limits: Limits = Limits()) -> Iterator[tuple[Wire, int, int]]:  # noqa: B008
    """A wire, and the descriptors at its other end: for answers, and for requests."""
    line = Line()
    answers, requests, _, _ = line.ends
    wire = Wire(line)
    wire.set_limits(limits)
    try:
        yield wire, answers, requests
    finally:
        wire.close()
        line.give_away()


def read_all(descriptor: int, size: int) -> bytes:
    found = b""
    while len(found) < size:
        found += os.read(descriptor, size - len(found))
    return found


@contextmanager
def beside(work: Callable[[], None]) -> Iterator[None]:
    thread = threading.Thread(target=work)
    thread.start()
    yield
    thread.join(timeout=20)
    assert not thread.is_alive()


def test_what_the_pipe_has_no_room_for_follows_in_its_order() -> None:
    """Also what is sent while some of an earlier request is still here."""
    sent = [b"a" * (A_PIPE + 5_000), b"b" * 10, b"c" * A_PIPE, b"d"]
    read: list[bytes] = []
    with wired() as (wire, answers, requests):

        def answer() -> None:
            read.append(read_all(requests, sum(map(len, sent))))
            os.write(answers, b"".join(pack(Kind.RETURNED, turn) for turn in range(4)))

        wire.send(sent[:1])
        wire.send(sent[1:3])
        wire.send(sent[3:])
        with beside(answer):
            numbers = [wire.receive()[0].number for _ in sent]
    assert read == [b"".join(sent)]
    assert numbers == [0, 1, 2, 3]


def test_requests_sent_together_are_answered_one_by_one() -> None:
    """And not by one answer more than there are requests."""
    with wired() as (wire, answers, _):
        wire.send([b"x", b"y"])
        os.write(answers, pack(Kind.RETURNED, 1))
        assert wire.receive()[0].number == 1
        os.write(answers, pack(Kind.RETURNED, 2) + pack(Kind.RETURNED, 3))
        with pytest.raises(Broken, match="before it was asked"):
            wire.receive()


def test_looking_out_for_an_answer_ends_with_the_budget() -> None:
    """A child that answered soon and then never again is given up at its wall limit."""
    with wired(Limits(wall_seconds=0.3)) as (wire, answers, _):
        for turn in range(3):
            os.write(answers, pack(Kind.RETURNED, turn))
            wire.send([b"x"])
            assert wire.receive()[0].number == turn
        wire.send([b"x"])
        with pytest.raises(Broken, match="no answer within"):
            wire.receive()


def test_sending_nothing_asks_for_nothing() -> None:
    """No answer is due then."""
    with wired() as (wire, answers, _):
        wire.send([])
        wire.send([b"x"])
        os.write(answers, pack(Kind.RETURNED, 7))
        assert wire.receive()[0].number == 7
