"""One judge for all tests that need no special one: its warm parents start once."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from heldout.authored import Authors
from heldout.sandbox import Judge

# Started in the background of a script, a process ignores Ctrl-C, and so would all that the tests
# start; with a handler here, what they start has the system's own again.
signal.signal(signal.SIGINT, signal.default_int_handler)


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
