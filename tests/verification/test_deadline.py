"""A time limit on a block."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from heldout.authored import load_module
from heldout.verification.deadline import TooSlow, deadline, too_slow


def spin_for(seconds: float) -> None:
    """A loop without an end, under a limit."""
    with deadline(seconds):
        while True:
            pass


def test_a_loop_without_an_end_is_stopped() -> None:
    """With the limit in the message."""

    def turn() -> None:
        while True:
            pass

    with pytest.raises(TooSlow, match=r"did not end within 0\.05 s"), deadline(0.05):
        turn()


def test_catching_every_exception_does_not_help() -> None:
    """Author's code often does."""

    def stubborn() -> None:
        while True:
            try:
                sum(range(1000))
            except Exception:
                continue

    with pytest.raises(TooSlow), deadline(0.05):
        stubborn()


def test_a_block_in_time_is_left_alone() -> None:
    """Its result counts, no alarm is left, and the handler is as it was."""
    before = signal.getsignal(signal.SIGALRM)
    with deadline(60):
        found = sum(range(10))
    assert found == 45
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) is before


def test_an_error_in_the_block_passes_and_leaves_no_alarm() -> None:
    """It is not our error."""
    with pytest.raises(KeyError), deadline(60):
        raise KeyError("x")
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_the_line_that_was_run_is_named(tmp_path: Path) -> None:
    """In the author's file, also where the time went by in a library."""
    file = tmp_path / "variant.py"
    file.write_text(
        "import json\n\n\ndef draw():\n    while True:\n        json.dumps([])\n",
        encoding="utf-8",
    )
    module = load_module(file)
    with pytest.raises(TooSlow) as caught, deadline(0.05):
        module.draw()
    error = too_slow(file, caught.value)
    assert error.file == file
    assert error.line in (5, 6)
    assert error.message == "did not end within 0.05 s; look for a loop that has no end"
