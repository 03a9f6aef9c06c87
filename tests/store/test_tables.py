"""Moments are moments: aware, in UTC, and compared as such by the database."""

from __future__ import annotations

from datetime import UTC, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from heldout.store.engine import connect, resolve
from heldout.store.tables import ATTEMPTS, METADATA, SCHEDULES

from .records import NOON


def test_the_database_compares_moments_and_not_their_spelling(tmp_path: Path) -> None:
    """A question due at 12:30 in a zone ahead of UTC was due before noon UTC."""
    engine = connect(resolve(None, tmp_path))
    METADATA.create_all(engine)
    due = NOON.replace(minute=30, tzinfo=timezone(timedelta(hours=2)))
    row = {"question_id": "q", "due": due, "reviews": 1, "card": "", "scheduler": ""}
    with engine.begin() as connection:
        connection.execute(SCHEDULES.insert().values(**row))
        found = connection.execute(SCHEDULES.select().where(SCHEDULES.c.due < NOON)).one()
    engine.dispose()
    assert found.due == due
    assert found.due.tzinfo is UTC
    assert found.learner == "me"


def test_an_attempt_without_its_sitting_is_refused(tmp_path: Path) -> None:
    """Foreign keys are on, which SQLite leaves off unless told."""
    engine = connect(resolve(None, tmp_path))
    METADATA.create_all(engine)
    orphan = ATTEMPTS.insert().values(sitting_id=99, at=NOON, hints=0, reply="{}")
    with engine.connect() as connection, pytest.raises(IntegrityError, match="FOREIGN KEY"):
        connection.execute(orphan)
    engine.dispose()
