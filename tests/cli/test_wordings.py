"""Phrases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from heldout.cli.wordings import count, when

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wait", "said"),
    [
        (timedelta(days=-3), "now"),
        (timedelta(0), "now"),
        (timedelta(seconds=20), "in a minute"),
        (timedelta(minutes=10), "in 10 minutes"),
        (timedelta(minutes=65), "in 1 hour"),
        (timedelta(hours=23), "in 23 hours"),
        (timedelta(days=1), "in 1 day"),
        (timedelta(days=3, hours=2), "in 3 days"),
    ],
)
def test_a_wait_is_said_as_people_say_it(wait, said):
    """Rounded to the unit that matters."""
    assert when(NOW + wait, NOW) == said


def test_counting_minds_the_plural():
    """One question, two questions, two replies."""
    assert [count(1, "question"), count(2, "question")] == ["1 question", "2 questions"]
    assert count(0, "reply", "replies") == "0 replies"
