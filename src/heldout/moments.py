"""Moments in time: everything that is stored or scheduled is kept in UTC."""

from __future__ import annotations

from datetime import UTC, datetime

__all__ = ["as_utc"]


def as_utc(at: datetime, name: str = "a time") -> datetime:
    """The same moment in UTC; ValueError for a time that does not say where it is from."""
    if at.tzinfo is None or at.utcoffset() is None:
        raise ValueError(f"{name} must carry a time zone, such as UTC; got the naive {at!r}")
    return at.astimezone(UTC)
