"""Small phrases that several commands need."""

from __future__ import annotations

from datetime import datetime, timedelta

__all__ = ["count", "when"]


def count(number: int, noun: str, plural: str | None = None) -> str:
    """`1 question`, `3 questions`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def when(moment: datetime, now: datetime) -> str:
    """`now`, `in 10 minutes`, `in 3 days` … rounded to what a person would say."""
    wait = moment - now
    if wait <= timedelta(minutes=1):
        return "now" if wait <= timedelta(0) else "in a minute"
    if wait < timedelta(hours=1):
        return f"in {count(round(wait / timedelta(minutes=1)), 'minute')}"
    if wait < timedelta(days=1):
        return f"in {count(round(wait / timedelta(hours=1)), 'hour')}"
    return f"in {count(round(wait / timedelta(days=1)), 'day')}"
