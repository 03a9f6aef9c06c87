"""How a connection is made, so that what was acknowledged is there after a crash.

SQLite, in write-ahead mode with `synchronous = FULL`: each commit waits until the log is on the
disk. The usual `NORMAL` would be as safe against a killed process, whose writes the system still
holds, but may lose the last commits when the power goes; a candidate replies a few times a
minute, so waiting for the disk costs nothing that anyone notices. `fullfsync` asks macOS for the
same, where a plain fsync leaves data in the cache of the drive. Write-ahead mode lets readers go
on while one writes, and lasts in the file. (https://www.sqlite.org/pragma.html)

A transaction that will write says so at its start (`BEGIN IMMEDIATE`). One that reads first and
writes later could be refused at once however long it would wait, because its view is outdated.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import sqlalchemy
from platformdirs import user_data_path
from sqlalchemy import URL, Connection, Engine, event
from sqlalchemy.exc import ArgumentError

from heldout.errors import SettingsError, StoreError

__all__ = ["WRITES", "connect", "describe", "keep_log", "resolve"]

WRITES = {"heldout_writes": True}
"""Execution options of a connection whose transactions will write."""

_FILE = "heldout.sqlite3"
_PATIENCE = 10.0  # seconds to wait for another writer; `?timeout=` in the URL says otherwise
_DRIVERS = {
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


def resolve(url: str | None, data_dir: Path | None) -> URL:
    """The database to open: the URL if one is given, else the file in the data folder.

    The data folder is made if it is missing, for its owner only. SettingsError for a URL that is
    not one of ours, StoreError for a folder that cannot be made.
    """
    if url is not None:
        return _checked(url)
    folder = user_data_path("heldout") if data_dir is None else data_dir
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The data folder {folder} must be a folder that can be made and written; "
            f"{error.strerror or error}. Set HELDOUT_DATA_DIR to another one."
        ) from error
    return URL.create("sqlite", database=str((folder / _FILE).absolute()))


def describe(url: URL) -> str:
    """The database for people: a file's path, or a URL without its password."""
    if url.get_backend_name() == "sqlite":
        return str(Path(url.database or "").absolute())
    return url.set(query={}).render_as_string(hide_password=True)


def connect(url: URL) -> Engine:
    """An engine for that database; nothing is opened yet. StoreError when its driver is missing."""
    if url.get_backend_name() != "sqlite":
        try:
            return sqlalchemy.create_engine(url, pool_pre_ping=True)
        except ModuleNotFoundError as error:
            raise StoreError(
                f"PostgreSQL needs the package psycopg, and {error.name} is not installed; "
                "run: pip install 'psycopg[binary]'"
            ) from error
    arguments = {} if "timeout" in url.query else {"timeout": _PATIENCE}
    engine = sqlalchemy.create_engine(url, connect_args=arguments)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def keep_log(engine: Engine) -> None:
    """Turns on the write-ahead log of a SQLite file, once and for all; the file remembers it.

    Done only after the file is known to be ours. A file system that cannot share memory, as some
    network ones, keeps the older journal, which is as safe and lets one program in at a time.
    """
    if engine.dialect.name == "sqlite":
        # Outside a transaction, in which SQLite would refuse to change it.
        with closing(engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
            cursor.execute("PRAGMA journal_mode = WAL")


def _checked(url: str) -> URL:
    try:
        parsed = sqlalchemy.make_url(url)
    except (ArgumentError, ValueError):
        # The text is not repeated: it may hold a password.
        raise _refused("it cannot be read as a URL") from None
    if parsed.drivername not in _DRIVERS:
        raise _refused(f"it begins with {parsed.drivername!r}")
    if parsed.get_backend_name() == "sqlite" and _no_file(parsed.database):
        raise _refused("it names no file, and what is kept in memory is lost")
    return parsed.set(drivername=_DRIVERS[parsed.drivername])


def _no_file(database: str | None) -> bool:
    return not database or database == ":memory:" or database.startswith("file:")


def _refused(reason: str) -> SettingsError:
    return SettingsError(
        "HELDOUT_DATABASE_URL must be like sqlite:////path/to/file.sqlite3 or "
        f"postgresql://user@host/name; {reason}."
    )


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself; _begin does
    with closing(connection.cursor()) as cursor:
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA fullfsync = ON")
        cursor.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("heldout_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
