"""A function called in a process beside: the same result, whatever becomes of that process."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from pathlib import Path

import pytest

from heldout.cli import ahead
from heldout.cli.serving import read_library
from heldout.errors import PackError


def test_packs_are_what_they_would_be_if_read_here(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Questions, skills, and what is wrong with a pack, with its place and its words."""
    pids: list[int] = []
    fork = os.fork

    def noted() -> int:
        pids.append(fork())
        return pids[0]

    monkeypatch.setattr(os, "fork", noted)
    monkeypatch.setenv("HELDOUT_PACKS", str(tmp_path))
    here, beside = read_library(), ahead.begin(read_library)()
    assert (beside.questions, beside.skills) == (here.questions, here.skills)
    assert [str(problem) for problem in beside.problems] == [str(one) for one in here.problems]
    assert len(here.problems) == 1
    with pytest.raises(ChildProcessError):
        os.waitpid(pids[0], os.WNOHANG)  # nothing is left behind


def test_it_goes_on_meanwhile() -> None:
    """Neither waits for the other until the result is wanted."""
    reading, writing = os.pipe()
    finish = ahead.begin(lambda: os.read(reading, 5))
    os.write(writing, b"hello")
    assert finish() == b"hello"
    os.close(reading)
    os.close(writing)


def test_a_process_that_is_killed_is_not_missed() -> None:
    """Then the function is called here."""
    here = os.getpid()

    def die() -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return 7

    assert ahead.begin(die)() == 7


def test_an_error_is_raised_where_the_result_is_wanted(capfd: pytest.CaptureFixture[str]) -> None:
    """Once, and not by the other process."""

    def fail() -> int:
        raise ValueError("no")

    finish = ahead.begin(fail)
    with pytest.raises(ValueError, match="no"):
        finish()
    assert capfd.readouterr().err == ""


def test_where_a_fork_is_unsafe_it_is_called_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on macOS."""
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.delattr(os, "fork")
    assert ahead.begin(os.getpid)() == os.getpid()


@pytest.mark.parametrize("place", [{}, {"line": 3, "field": "title"}], ids=["file", "field"])
def test_a_complaint_about_a_pack_crosses_with_its_place(place: dict[str, int]) -> None:
    """And says the same."""
    problem = PackError("must be", file=Path("a"), **place)  # type: ignore[arg-type]
    other = pickle.loads(pickle.dumps(problem))
    assert vars(other) == vars(problem)
    assert str(other) == str(problem)
