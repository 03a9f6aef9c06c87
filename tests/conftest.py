"""One judge for all tests that need no special one: its warm parents start once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from heldout.sandbox import Judge


@pytest.fixture(scope="session")
def judge() -> Iterator[Judge]:
    """A judge in the best mode that this machine proves."""
    with Judge() as opened:
        yield opened
