"""What goes wrong with databases, as one sentence and its remedy each."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from heldout.errors import StoreError

__all__ = ["in_plain_words"]

_ELSEWHERE = "or set HELDOUT_DATA_DIR to another folder"

# The primary result codes of SQLite, https://www.sqlite.org/rescode.html
_SQLITE = {
    sqlite3.SQLITE_BUSY: "is locked by another program, for longer than we wait; close what else "
    "has it open (another Heldout, a database browser, a backup) and try again",
    sqlite3.SQLITE_FULL: "cannot grow because the disk, or a quota on it, is full; free some space "
    "and try again: everything acknowledged so far is kept",
    sqlite3.SQLITE_READONLY: "can be read but not written; give yourself write permission on the "
    f"file and on its folder, {_ELSEWHERE}",
    sqlite3.SQLITE_PERM: "may not be opened by you; give yourself permission on the file and on "
    f"its folder, {_ELSEWHERE}",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened or created; see that its folder exists and that you "
    f"may write there, {_ELSEWHERE}",
    sqlite3.SQLITE_CORRUPT: "is damaged; put a backup in its place (the file ending in .backup "
    "beside it, if there is one), or save what is left with 'sqlite3 FILE .recover'",
    sqlite3.SQLITE_NOTADB: "is not a SQLite database; move that file away, or put a backup in its "
    "place",
    sqlite3.SQLITE_IOERR: "cannot be read or written because the disk reports an error; check the "
    "disk, and copy the database to a sound one before anything else",
}


@contextmanager
def in_plain_words(location: str) -> Iterator[None]:
    """A block in which a failing database raises StoreError, naming the place and the remedy."""
    try:
        yield
    except PoolTimeout as error:
        raise StoreError(
            f"The database {location} must answer within 30 seconds, but every connection to it "
            "stayed busy; try again, and restart Heldout if it goes on."
        ) from error
    except IntegrityError:
        raise  # a row that breaks our own rules is a mistake of ours, not of the database
    except DBAPIError as error:
        raise StoreError(_sentence(location, error.orig)) from error
    except sqlite3.Error as error:
        raise StoreError(_sentence(location, error)) from error


def _sentence(location: str, cause: BaseException | None) -> str:
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None and (known := _SQLITE.get(code & 0xFF)):
        return f"The database {location} {known}."
    reason = " ".join(str(cause).split()).rstrip(".?!") or type(cause).__name__
    return (
        f"The database {location} must be reachable and accept what Heldout writes, but it said: "
        f"{reason}. Check that it runs and that HELDOUT_DATABASE_URL names it."
    )
