"""Brings a database to this version's schema: a new one, or one that an older Heldout wrote.

All of it happens in one transaction that holds the only right to write, so that two programs that
open a database at once do not upgrade it twice, and a failure leaves it as it was. An existing
SQLite file is copied beside itself first. Going back is done by putting that copy in place:
there are no downward migrations, which would have to throw away what the older schema cannot say.

A new database is made from `tables`, and a test holds that against the migrations: loading what
they need takes a fifth of a second, which nobody should wait for at the first start.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import sqlalchemy
from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    text,
)

from heldout.errors import StoreError
from heldout.store.engine import WRITES
from heldout.store.tables import METADATA

__all__ = ["HEAD", "MIGRATIONS", "backup_path", "upgrade"]

HEAD = "0001"
"""The revision of `tables`; known here so that a current database opens without Alembic."""

MIGRATIONS = Path(__file__).parent / "migrations"

_REVISIONS = Table(  # as Alembic makes it
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)

_LOCK = 0x48454C44  # any number that other users of a PostgreSQL server are unlikely to lock


def upgrade(engine: Engine, location: str) -> None:
    """Brings the database to HEAD; StoreError when it is from a newer Heldout, or not ours."""
    with engine.connect() as connection:
        if _revision(connection) == HEAD:
            return
    with engine.connect().execution_options(**WRITES) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        revision = _revision(connection)
        if revision == HEAD:
            return  # another program did it while we waited
        if revision is None:
            _refuse_strangers(connection, location)
            _make(connection)
        else:
            _refuse_newer(revision, location)
            _back_up(engine, revision)
            _migrate(connection)


def backup_path(file: Path, revision: str) -> Path:
    """Where the copy of a SQLite file goes before it is upgraded from that revision."""
    return file.with_name(f"{file.name}.{revision}.backup")


def _revision(connection: Connection) -> str | None:
    if not sqlalchemy.inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _refuse_strangers(connection: Connection, location: str) -> None:
    if tables := sqlalchemy.inspect(connection).get_table_names():
        raise StoreError(
            f"The database {location} must be empty or Heldout's own; it holds the tables of "
            f"another program ({', '.join(sorted(tables)[:3])} …). Name another database."
        )


def _refuse_newer(revision: str, location: str) -> None:
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}
    if revision not in known:
        raise StoreError(
            f"The database {location} was written by a newer Heldout (its schema is {revision}, "
            f"this version knows up to {HEAD}). Upgrade Heldout, or name another database."
        )


def _back_up(engine: Engine, revision: str) -> None:
    """Copies a SQLite file, with what is still in its log; whole under its name or not at all."""
    if engine.dialect.name != "sqlite":
        return
    file = Path(str(engine.url.database))
    target = backup_path(file, revision)
    unfinished = target.with_name(f"{target.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(unfinished)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, that opens anywhere
    with unfinished.open("rb+") as written:
        os.fsync(written.fileno())
    unfinished.replace(target)


def _make(connection: Connection) -> None:
    METADATA.create_all(connection)
    _REVISIONS.create(connection)
    connection.execute(_REVISIONS.insert().values(version_num=HEAD))


def _migrate(connection: Connection) -> None:
    # Imported here, as the first lines of this file say.
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, HEAD)
