"""Judges shared by the tests of the sandbox: one warm parent for each mode, and workers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from heldout.sandbox import Judge, Limits
from heldout.sandbox.images import IMAGES
from heldout.sandbox.spawned import SpawnedWorkers

LIMITS = Limits(
    cpu_seconds=0.5,
    wall_seconds=3.0,
    memory_bytes=256 << 20,
    output_bytes=1 << 20,
    printed_bytes=16 << 10,
)


@pytest.fixture(scope="session")
def full() -> Iterator[Judge]:
    """A judge that insists on mode full: a machine without it fails these tests, loudly."""
    with Judge(LIMITS, mode="full") as judge:
        yield judge


@pytest.fixture(scope="session")
def standard() -> Iterator[Judge]:
    """A judge that insists on mode standard: a machine without it fails these tests, loudly."""
    with Judge(LIMITS, mode="standard") as judge:
        yield judge


@pytest.fixture(scope="session")
def basic() -> Iterator[Judge]:
    """A judge in mode basic."""
    with Judge(LIMITS, mode="basic") as judge:
        yield judge


@pytest.fixture(scope="session")
def spawning() -> Iterator[Judge]:
    """A judge in mode basic that never forks, as on macOS."""
    with Judge(LIMITS, mode="basic", spawn=True) as judge:
        yield judge


@pytest.fixture
def spawned(spawning: Judge) -> Iterator[Judge]:
    """The same, left with all its workers waiting: nothing goes on behind the next test's back."""
    yield spawning
    workers = spawning._parent("numpy")
    assert isinstance(workers, SpawnedWorkers)
    with workers._changed:
        full = IMAGES["numpy"].waiting
        assert workers._changed.wait_for(lambda: len(workers._waiting) == full, 60)


@pytest.fixture(params=["full", "standard", "basic", "spawned"])
def judge(request: pytest.FixtureRequest) -> Judge:
    """A judge of each mode in turn, and one that does not fork."""
    found: Judge = request.getfixturevalue(request.param)
    return found
