"""The descriptors between the judge and a child, and those laid in advance."""

from __future__ import annotations

import os
import threading

import pytest

from heldout.sandbox import line
from heldout.sandbox.line import Line, Lines


def is_open(descriptor: int) -> bool:
    """Whether this process has such a descriptor."""
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


def test_what_goes_in_at_one_end_comes_out_at_the_other() -> None:
    """Answers, what is printed, and requests, in the order that child.py takes them in."""
    laid = Line()
    answering, requested, printing, _ = laid.ends
    os.write(answering, b"answer")
    os.write(printing, b"printed")
    os.write(laid.requests, b"request")
    assert os.read(laid.answers, 9) == b"answer"
    assert os.read(laid.printed, 9) == b"printed"
    assert os.read(requested, 9) == b"request"
    laid.give_away()
    laid.close()


def test_the_judge_never_waits_in_a_pipe_and_the_child_may() -> None:
    """Only our ends are told not to block, since theirs are other descriptions of the pipes."""
    laid = Line()
    assert not any(map(os.get_blocking, (laid.requests, laid.answers, laid.printed)))
    assert all(map(os.get_blocking, laid.ends))
    laid.give_away()
    laid.close()


def test_a_line_is_given_to_one_only() -> None:
    """However many take one at the same time, nobody gets what another has."""
    lines = Lines()
    lines.lay()
    taken: list[Line] = []
    threads = [threading.Thread(target=lambda: taken.append(lines.take())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ours = [end for one in taken for end in (*one.ends, one.requests, one.answers, one.printed)]
    assert len(taken) == 8
    assert len(set(ours)) == len(ours)
    for one in taken:
        one.give_away()
        one.close()


def test_a_closed_store_of_lines_holds_none() -> None:
    """The spare one is closed with all its ends, and no other is laid."""
    lines = Lines()
    lines.lay()
    spare = lines._spare
    assert spare is not None
    ends = [*spare.ends, spare.requests, spare.answers, spare.printed]
    lines.close()
    lines.lay()
    assert lines._spare is None
    assert not any(map(is_open, ends))


def test_no_line_in_advance_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without descriptors left, whoever needs a line is told; who only lays one is not."""

    def refuse() -> tuple[int, int]:
        raise OSError(24, "Too many open files")

    lines = Lines()
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    monkeypatch.setattr(line.os, "pipe", refuse)
    lines.lay()
    with pytest.raises(OSError, match="Too many"):
        lines.take()
    if before:
        assert len(os.listdir("/proc/self/fd")) == before
