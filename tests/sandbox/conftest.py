"""Judges shared by the tests of the sandbox: one warm parent for each mode."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from heldout.sandbox import Judge, Limits

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


@pytest.fixture(params=["full", "standard", "basic"])
def judge(request: pytest.FixtureRequest) -> Judge:
    """A judge of each mode in turn."""
    found: Judge = request.getfixturevalue(request.param)
    return found
