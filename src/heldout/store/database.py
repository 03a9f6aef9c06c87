"""What can be kept, and what can be asked of it.

Each method is one short transaction, committed when it returns: a caller that has an answer has
it for good. One `Store` may be used by many threads, and one file by many processes. Rows are
immutable but for a few facts that only ever grow: hints shown, revealed, judged, reviewed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, func, select, update

from heldout.errors import NotFound
from heldout.moments import as_utc
from heldout.records import Attempt, Reply, Review, Schedule, Sitting, Verdict
from heldout.store import rows
from heldout.store.documents import write_reply, write_verdict
from heldout.store.engine import WRITES, connect, describe, keep_log, resolve
from heldout.store.failures import in_plain_words
from heldout.store.rows import Key
from heldout.store.tables import ATTEMPTS, LEARNER, REVIEWS, SCHEDULES, SITTINGS
from heldout.store.upgrade import upgrade

__all__ = ["Counts", "Store"]


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is stored."""

    sittings: int
    attempts: int
    unjudged: int  # of the attempts
    reviews: int
    schedules: int  # questions reviewed at least once


class Store:
    """A database of attempts. Open it with `Store.open`, and close it, best with `with`."""

    location: str
    """The database for people: a file's path, or a URL with the password masked."""

    def __init__(self, engine: Engine, location: str, learner: str = LEARNER) -> None:
        self.location = location
        self._engine = engine
        self._learner = learner

    @classmethod
    def open(cls, url: str | None = None, data_dir: Path | None = None) -> Self:
        """The store at that URL, or in that folder, or in the user's own; upgraded if it is older.

        SettingsError for a URL that cannot be one, StoreError for a database that cannot be used.
        """
        target = resolve(url, data_dir)
        location = describe(target)
        engine = connect(target)
        try:
            with in_plain_words(location):
                upgrade(engine, location)
                keep_log(engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, location)

    def close(self) -> None:
        """Closes every connection; the store is of no use afterwards."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def sitting(self, question_id: str, hash: str, seed: int) -> Sitting:
        """All that happened at one variant; an empty sitting when nothing did."""
        key = self._key(question_id, hash, seed)
        with self._reading() as connection:
            return rows.load_sitting(connection, key)

    def show_hint(self, question_id: str, hash: str, seed: int, count: int, at: datetime) -> None:
        """Keeps that so many hints were shown; a smaller number than before changes nothing."""
        if count < 0:
            raise ValueError(f"a count of hints must be 0 or more; got {count}")
        key, at = self._key(question_id, hash, seed), as_utc(at)
        with self._writing() as connection:
            sitting_id = rows.start_sitting(connection, key, at)
            connection.execute(
                update(SITTINGS)
                .where(SITTINGS.c.id == sitting_id, SITTINGS.c.hints < count)
                .values(hints=count, hinted_at=at)
            )

    def reveal(
        self,
        question_id: str,
        hash: str,
        seed: int,
        at: datetime,
        *,
        review: Review | None,
        schedule: Schedule | None,
    ) -> None:
        """Keeps that the answer was shown, and the review that this made, if it is the first."""
        key, at = self._key(question_id, hash, seed), as_utc(at)
        rows.check_review(question_id, seed, review, schedule)
        with self._writing() as connection:
            sitting_id = rows.start_sitting(connection, key, at)
            connection.execute(
                update(SITTINGS)
                .where(SITTINGS.c.id == sitting_id, SITTINGS.c.revealed_at.is_(None))
                .values(revealed_at=at)
            )
            rows.keep_review(connection, self._learner, sitting_id, review, schedule)

    def add_attempt(
        self, question_id: str, hash: str, seed: int, reply: Reply, at: datetime
    ) -> Attempt:
        """The reply as received, not yet judged, with the number of hints shown so far."""
        key, at, document = self._key(question_id, hash, seed), as_utc(at), write_reply(reply)
        with self._writing() as connection:
            sitting_id = rows.start_sitting(connection, key, at)
            hints = select(SITTINGS.c.hints).where(SITTINGS.c.id == sitting_id).scalar_subquery()
            attempt_id = connection.execute(
                ATTEMPTS.insert()
                .values(
                    learner=self._learner,
                    sitting_id=sitting_id,
                    at=at,
                    hints=hints,
                    reply=document,
                )
                .returning(ATTEMPTS.c.id)
            ).scalar_one()
            return self._attempt(connection, attempt_id)

    def set_verdict(
        self,
        attempt_id: int,
        verdict: Verdict,
        *,
        review: Review | None = None,
        schedule: Schedule | None = None,
    ) -> Attempt:
        """The attempt with its verdict, kept together with the review that it completes.

        An attempt that is judged already stays as it is, review and schedule included: a job may
        be delivered twice. A sitting is reviewed once. NotFound when there is no such attempt.
        """
        document = write_verdict(verdict)
        with self._writing() as connection:
            attempt = self._attempt(connection, attempt_id)
            rows.check_review(attempt.question_id, attempt.seed, review, schedule)
            first = connection.execute(
                update(ATTEMPTS)
                .where(ATTEMPTS.c.id == attempt_id, ATTEMPTS.c.verdict.is_(None))
                .values(verdict=document)
                .returning(ATTEMPTS.c.sitting_id)
            ).scalar_one_or_none()
            if first is not None:
                rows.keep_review(connection, self._learner, first, review, schedule)
            return self._attempt(connection, attempt_id)

    def attempt(self, attempt_id: int) -> Attempt:
        """The attempt of that id; NotFound when there is none."""
        with self._reading() as connection:
            return self._attempt(connection, attempt_id)

    def unjudged(self) -> tuple[Attempt, ...]:
        """The attempts received and never judged, oldest first: their judge was killed."""
        query = rows.attempts_of(self._learner).where(ATTEMPTS.c.verdict.is_(None))
        with self._reading() as connection:
            found = connection.execute(query.order_by(ATTEMPTS.c.id))
            return tuple(rows.to_attempt(row) for row in found)

    def attempts(self, *, question_id: str | None = None, limit: int = 50) -> tuple[Attempt, ...]:
        """The latest attempts, newest first; of one question, if it is named."""
        if limit < 0:
            raise ValueError(f"a limit must be 0 or more; got {limit}")
        query = rows.attempts_of(self._learner).order_by(ATTEMPTS.c.id.desc()).limit(limit)
        if question_id is not None:
            query = query.where(SITTINGS.c.question_id == question_id)
        with self._reading() as connection:
            return tuple(rows.to_attempt(row) for row in connection.execute(query))

    def reviews(self, question_id: str | None = None) -> tuple[Review, ...]:
        """All reviews in the order in which they were kept; of one question, if it is named."""
        query = rows.reviews_of(self._learner).order_by(REVIEWS.c.id)
        if question_id is not None:
            query = query.where(SITTINGS.c.question_id == question_id)
        with self._reading() as connection:
            return tuple(rows.to_review(row) for row in connection.execute(query))

    def schedules(self) -> dict[str, Schedule]:
        """The schedule of each question that has one, by question id."""
        query = select(SCHEDULES).where(SCHEDULES.c.learner == self._learner)
        with self._reading() as connection:
            found = connection.execute(query.order_by(SCHEDULES.c.question_id))
            return {row.question_id: rows.to_schedule(row) for row in found}

    def put_schedule(self, schedule: Schedule) -> None:
        """Keeps a schedule that was rebuilt from reviews, in place of the one before."""
        as_utc(schedule.due)
        with self._writing() as connection:
            rows.keep_schedule(connection, self._learner, schedule)

    def counts(self) -> Counts:
        """How much is stored."""
        tables = {"sittings": SITTINGS, "attempts": ATTEMPTS, "reviews": REVIEWS}
        tables["schedules"] = SCHEDULES
        totals = {
            name: select(func.count())
            .select_from(table)
            .where(table.c.learner == self._learner)
            .scalar_subquery()
            .label(name)
            for name, table in tables.items()
        }
        unjudged = (
            select(func.count())
            .select_from(ATTEMPTS)
            .where(ATTEMPTS.c.learner == self._learner, ATTEMPTS.c.verdict.is_(None))
            .scalar_subquery()
            .label("unjudged")
        )
        with self._reading() as connection:
            row = connection.execute(select(*totals.values(), unjudged)).one()
            return Counts(**row._mapping)

    def _key(self, question_id: str, hash: str, seed: int) -> Key:
        if not 0 <= seed < 2**63:
            raise ValueError(f"a seed must lie in [0, 2**63); got {seed}")
        return Key(self._learner, question_id, hash, seed)

    def _attempt(self, connection: Connection, attempt_id: int) -> Attempt:
        query = rows.attempts_of(self._learner).where(ATTEMPTS.c.id == attempt_id)
        row = connection.execute(query).one_or_none()
        if row is None:
            raise NotFound(
                f"An attempt must be named by a number that Heldout gave; there is no attempt "
                f"{attempt_id} in {self.location}."
            )
        return rows.to_attempt(row)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with in_plain_words(self.location), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            in_plain_words(self.location),
            self._engine.connect().execution_options(**WRITES) as connection,
            connection.begin(),
        ):
            yield connection
