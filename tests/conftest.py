"""One judge for all tests that need no special one: its warm parents start once."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from heldout.authored import Authors
from heldout.sandbox import Judge

# Started in the background of a script, a process ignores Ctrl-C, and so would all that the tests
# start; with a handler here, what they start has the system's own again.
signal.signal(signal.SIGINT, signal.default_int_handler)


CAMPAIGNS = (
    "attacks",
    "load",
    "nn",
    "packs",
    "grading/test_cpp.py",
    "sandbox/test_building.py",
    "sandbox/test_fuzzing.py",
    "sandbox/test_fuzzing_sessions.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what `./test quick` leaves out for the time that it takes."""
    here = Path(__file__).parent
    places = {here / name for name in CAMPAIGNS}
    for item in items:
        if places & {item.path, *item.path.parents}:
            item.add_marker(pytest.mark.campaign)


@pytest.fixture(scope="session")
def judge() -> Iterator[Judge]:
    """A judge in the best mode that this machine proves."""
    with Judge() as opened:
        yield opened


@pytest.fixture(scope="session")
def authors(judge: Judge) -> Iterator[Authors]:
    """What opens the Python files of questions, as practice has it."""
    with Authors(judge) as opened:
        yield opened
