"""Moments are aware and in UTC, or refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from heldout.moments import as_utc

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_time_is_the_same_moment_in_utc() -> None:
    """The zone is turned, not thrown away."""
    east = timezone(timedelta(hours=5, minutes=45))
    turned = as_utc(NOON.astimezone(east))
    assert turned == NOON
    assert turned.tzinfo is UTC


def test_a_naive_time_is_refused_by_its_name() -> None:
    """A time that could be anywhere is nowhere."""
    with pytest.raises(ValueError, match="now must carry a time zone"):
        as_utc(datetime(2026, 1, 1), "now")
