"""Records to rows and rows to records: the statements that several methods of `Store` share.

Each function works inside the transaction of its caller.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, Row, Select, Table, and_, select
from sqlalchemy.dialects import sqlite

from heldout.moments import as_utc
from heldout.records import Attempt, Review, Schedule, Sitting
from heldout.store.documents import read_reply, read_verdict
from heldout.store.tables import ATTEMPTS, REVIEWS, SCHEDULES, SITTINGS

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

__all__ = [
    "Key",
    "attempts_of",
    "check_review",
    "keep_review",
    "keep_schedule",
    "load_sitting",
    "reviews_of",
    "start_sitting",
    "to_attempt",
    "to_review",
    "to_schedule",
]

_VARIANT = (SITTINGS.c.question_id, SITTINGS.c.hash, SITTINGS.c.seed)


class Key(NamedTuple):
    """What names a sitting."""

    learner: str
    question_id: str
    hash: str
    seed: int


def start_sitting(connection: Connection, key: Key, at: datetime) -> int:
    """The row id of the sitting, which starts now if it had not."""
    connection.execute(
        _insert(connection, SITTINGS)
        .values(**key._asdict(), started_at=at)
        .on_conflict_do_nothing(index_elements=key._fields)
    )
    # Locked on PostgreSQL, so that two writers at one sitting take turns; on SQLite the
    # transaction holds the only right to write, and the clause is left out.
    query = select(SITTINGS.c.id).where(_is(key)).with_for_update()
    sitting_id: int = connection.execute(query).scalar_one()
    return sitting_id


def load_sitting(connection: Connection, key: Key) -> Sitting:
    """The sitting with its attempts; an empty one when nothing happened."""
    query = (
        select(
            SITTINGS.c.id, SITTINGS.c.hints, SITTINGS.c.revealed_at, REVIEWS.c.id.label("review")
        )
        .outerjoin(REVIEWS, REVIEWS.c.sitting_id == SITTINGS.c.id)
        .where(_is(key))
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return Sitting(key.question_id, key.hash, key.seed)
    attempts = attempts_of(key.learner).where(ATTEMPTS.c.sitting_id == row.id)
    return Sitting(
        key.question_id,
        key.hash,
        key.seed,
        hints=row.hints,
        revealed=row.revealed_at is not None,
        reviewed=row.review is not None,
        attempts=tuple(
            to_attempt(found) for found in connection.execute(attempts.order_by(ATTEMPTS.c.id))
        ),
    )


def attempts_of(learner: str) -> Select[Any]:
    """The query for attempts, with what names their variant."""
    return select(ATTEMPTS, *_VARIANT).join(SITTINGS).where(ATTEMPTS.c.learner == learner)


def reviews_of(learner: str) -> Select[Any]:
    """The query for reviews, with what names their variant."""
    return select(REVIEWS, *_VARIANT).join(SITTINGS).where(REVIEWS.c.learner == learner)


def check_review(
    question_id: str, seed: int, review: Review | None, schedule: Schedule | None
) -> None:
    """ValueError when review or schedule cannot be kept at that sitting, or only a schedule is."""
    if schedule is not None and review is None:
        raise ValueError("a schedule follows from a review; got a schedule without one")
    if review is not None and (review.question_id, review.seed) != (question_id, seed):
        raise ValueError(
            f"the review must be of {question_id!r} with seed {seed}; "
            f"it is of {review.question_id!r} with seed {review.seed}"
        )
    if review is not None:
        as_utc(review.at)
        if not 0 <= review.score <= 1:
            raise ValueError(f"the score of a review must lie in [0, 1]; got {review.score}")
    if schedule is not None and schedule.question_id != question_id:
        raise ValueError(
            f"the schedule must be of {question_id!r}; it is of {schedule.question_id!r}"
        )
    if schedule is not None:
        as_utc(schedule.due)


def keep_review(
    connection: Connection,
    learner: str,
    sitting_id: int,
    review: Review | None,
    schedule: Schedule | None,
) -> None:
    """Keeps review and schedule, unless the sitting has been reviewed before."""
    if review is None:
        return
    kept = connection.execute(
        _insert(connection, REVIEWS)
        .values(
            learner=learner,
            sitting_id=sitting_id,
            at=review.at,
            rating=review.rating,
            score=review.score,
            hints=review.hints,
        )
        .on_conflict_do_nothing(index_elements=["sitting_id"])
        .returning(REVIEWS.c.id)
    ).scalar_one_or_none()
    if kept is not None and schedule is not None:
        keep_schedule(connection, learner, schedule)


def keep_schedule(connection: Connection, learner: str, schedule: Schedule) -> None:
    """Keeps the schedule, in place of the one before."""
    values = {
        "due": schedule.due,
        "reviews": schedule.reviews,
        "card": schedule.card,
        "scheduler": schedule.scheduler,
    }
    connection.execute(
        _insert(connection, SCHEDULES)
        .values(learner=learner, question_id=schedule.question_id, **values)
        .on_conflict_do_update(index_elements=["learner", "question_id"], set_=values)
    )


def to_attempt(row: Row[Any]) -> Attempt:
    """The attempt in a row of `attempts_of`."""
    return Attempt(
        id=row.id,
        question_id=row.question_id,
        hash=row.hash,
        seed=row.seed,
        reply=read_reply(row.reply),
        at=row.at,
        hints=row.hints,
        verdict=None if row.verdict is None else read_verdict(row.verdict),
    )


def to_review(row: Row[Any]) -> Review:
    """The review in a row of `reviews_of`."""
    return Review(
        question_id=row.question_id,
        at=row.at,
        rating=row.rating,
        score=row.score,
        hints=row.hints,
        seed=row.seed,
    )


def to_schedule(row: Row[Any]) -> Schedule:
    """The schedule in a row of its table."""
    return Schedule(
        question_id=row.question_id,
        due=row.due,
        reviews=row.reviews,
        card=row.card,
        scheduler=row.scheduler,
    )


def _is(key: Key) -> Any:
    return and_(*(SITTINGS.c[name] == value for name, value in key._asdict().items()))


def _insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that can say what to do on a conflict, which has no common name in SQL."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # loading it would hold up every start

    return postgresql.insert(table)
