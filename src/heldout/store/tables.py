"""The schema: who sat at which variant, what was replied, what was learnt of it.

    sittings 1 --- n attempts        a variant, and every reply to it with its verdict
    sittings 1 --- 1 reviews         what the memory model was told of it, once
    schedules                        derived from reviews, rebuilt from them at will

Attempts and reviews are kept for ever: nothing deletes a row. The text of a question is not
here; question id, content hash and seed rebuild it. Each row carries its learner, so that one
database can serve several. Only types that SQLite and PostgreSQL share are used.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

from heldout.moments import as_utc

__all__ = [
    "ATTEMPTS",
    "LEARNER",
    "METADATA",
    "REVIEWS",
    "SCHEDULES",
    "SITTINGS",
    "Moment",
]

LEARNER = "me"
"""The learner of a database that serves one person."""

METADATA = MetaData(
    naming_convention={  # a constraint without a name cannot be migrated
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A moment to the microsecond, aware and in UTC on the way in and on the way out.

    PostgreSQL keeps the zone; SQLite keeps text without one, which is always UTC.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The value as it is written."""
        return None if value is None else as_utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The value as it is read."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _learner(*, primary_key: bool = False) -> Column[str]:
    return Column("learner", Text, primary_key=primary_key, nullable=False, server_default=LEARNER)


SITTINGS = Table(
    "sittings",
    METADATA,
    Column("id", Integer, primary_key=True),
    _learner(),
    Column("question_id", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("hints", Integer, nullable=False, server_default="0"),
    Column("hinted_at", Moment),  # when the latest hint was shown
    Column("revealed_at", Moment),
    UniqueConstraint("learner", "question_id", "hash", "seed"),
    CheckConstraint("seed >= 0", name="seed"),
    CheckConstraint("hints >= 0", name="hints"),
)

ATTEMPTS = Table(
    "attempts",
    METADATA,
    Column("id", Integer, primary_key=True),
    _learner(),
    Column("sitting_id", ForeignKey("sittings.id"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("hints", Integer, nullable=False),
    Column("reply", Text, nullable=False),
    Column("verdict", Text),  # null until judged
    CheckConstraint("hints >= 0", name="hints"),
)

REVIEWS = Table(
    "reviews",
    METADATA,
    Column("id", Integer, primary_key=True),
    _learner(),
    Column("sitting_id", ForeignKey("sittings.id"), nullable=False, unique=True),
    Column("at", Moment, nullable=False),
    Column("rating", Integer, nullable=False),
    Column("score", Float(53), nullable=False),
    Column("hints", Integer, nullable=False),
    CheckConstraint("rating BETWEEN 1 AND 4", name="rating"),
    CheckConstraint("score BETWEEN 0 AND 1", name="score"),
    CheckConstraint("hints >= 0", name="hints"),
)

SCHEDULES = Table(
    "schedules",
    METADATA,
    _learner(primary_key=True),
    Column("question_id", Text, primary_key=True),
    Column("due", Moment, nullable=False),
    Column("reviews", Integer, nullable=False),
    Column("card", Text, nullable=False),
    Column("scheduler", Text, nullable=False),
    CheckConstraint("reviews >= 1", name="reviews"),
)

Index(
    "ix_attempts_unjudged",
    ATTEMPTS.c.id,
    sqlite_where=ATTEMPTS.c.verdict.is_(None),
    postgresql_where=ATTEMPTS.c.verdict.is_(None),
)
