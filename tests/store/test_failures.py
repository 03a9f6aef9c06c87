"""What goes wrong with a database ends in one sentence with its remedy."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from heldout.errors import StoreError
from heldout.records import Reply
from heldout.store import Store
from heldout.store.failures import in_plain_words

from .conftest import start_child
from .records import NOON, TYPED

FILE = "heldout.sqlite3"

READER = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from heldout.errors import StoreError
from heldout.records import Reply
from heldout.store import Store

folder = Path(sys.argv[1])
Store.open(data_dir=folder).close()
(folder / "heldout.sqlite3").chmod(int(sys.argv[2], 8))
folder.chmod(int(sys.argv[3], 8))
if os.geteuid() == 0:
    os.setuid(65534)  # permissions do not bind root
try:
    with Store.open(data_dir=folder) as store:
        store.add_attempt("q", "h", 1, Reply("p", "x"), datetime.now(UTC))
    print("written")
except StoreError as error:
    print(error)
"""


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    """A stray file under our name is refused and not overwritten."""
    (tmp_path / FILE).write_bytes(b"dear diary " * 500)
    with pytest.raises(StoreError, match=r"heldout\.sqlite3 is not a SQLite database; move"):
        Store.open(data_dir=tmp_path)
    assert (tmp_path / FILE).read_bytes() == b"dear diary " * 500


def test_a_damaged_database_points_to_the_backup(tmp_path: Path) -> None:
    """Overwritten pages are found, and the way back is named."""
    with Store.open(data_dir=tmp_path) as store:
        for seed in range(50):
            store.add_attempt("q", "h", seed, Reply("p", "x" * 500), NOON)
    content = bytearray((tmp_path / FILE).read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    (tmp_path / FILE).write_bytes(content)
    with (
        pytest.raises(StoreError, match=r"is damaged; put a backup"),
        closing(Store.open(data_dir=tmp_path)) as store,
    ):
        store.attempts()


def test_a_database_locked_for_too_long_names_who_may_hold_it(tmp_path: Path) -> None:
    """A writer that does not let go is waited for, and then reported."""
    with Store.open(url=f"sqlite:///{tmp_path / FILE}?timeout=0.05") as store:
        with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreError, match="locked by another program, for longer"):
                store.add_attempt("q", "h", 1, TYPED, NOON)
            other.execute("ROLLBACK")
        assert store.add_attempt("q", "h", 1, TYPED, NOON).reply == TYPED


@contextmanager
def limited_to(pages: int) -> Iterator[None]:
    """A block in which no new connection may grow its database further, as on a full disk."""

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}").close()

    event.listen(Engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(Engine, "connect", limit)


def fill(store: Store, acknowledged: list[int]) -> None:
    """Adds large replies, and the number of each that was taken, until one is not."""
    for seed in range(1000):
        reply = Reply("p", "x" * 3000)
        acknowledged.append(store.add_attempt("q", "h", seed, reply, NOON).id)


def test_a_full_disk_keeps_what_was_acknowledged(tmp_path: Path) -> None:
    """When a reply no longer fits, it is refused, and those before it are there."""
    acknowledged: list[int] = []
    with limited_to(40), Store.open(data_dir=tmp_path) as store:
        with pytest.raises(StoreError, match="disk, or a quota on it, is full; free some space"):
            fill(store, acknowledged)
        assert acknowledged
        assert [item.id for item in store.attempts(limit=2000)] == acknowledged[::-1]
    with Store.open(data_dir=tmp_path) as store:
        assert store.counts().attempts == len(acknowledged)
        assert store.counts().sittings == len(acknowledged)


@pytest.mark.parametrize(
    ("file", "folder", "sentence"),
    [
        ("444", "777", "can be read but not written; give yourself write permission"),
        ("444", "555", "can be read but not written; give yourself write permission"),
        ("000", "777", "cannot be opened or created; see that its folder exists"),
    ],
)
def test_missing_permissions_are_named(file: str, folder: str, sentence: str) -> None:
    """A file or a folder that may not be written ends in what to change."""
    # Not tmp_path, into which another user cannot go.
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o755)
        child = start_child(READER, Path(place) / "data", file, folder)
        said, complaints = child.communicate()
        os.chmod(Path(place) / "data", 0o755)
    assert complaints == ""
    assert sentence in said
    assert "HELDOUT_DATA_DIR" in said


def test_a_data_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    """A folder that cannot be made is reported with the setting that names another."""
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"The data folder .* Set HELDOUT_DATA_DIR"):
        Store.open(data_dir=tmp_path / "file")
    with pytest.raises(StoreError, match=r"The data folder .* Set HELDOUT_DATA_DIR"):
        Store.open(data_dir=tmp_path / "file" / "below")


def test_a_url_into_a_missing_folder_is_refused(tmp_path: Path) -> None:
    """Only the data folder is made; a mistyped URL is not."""
    with pytest.raises(StoreError, match="see that its folder exists"):
        Store.open(url=f"sqlite:///{tmp_path}/missing/x.sqlite3")
    assert list(tmp_path.iterdir()) == []


def test_a_busy_pool_is_reported() -> None:
    """Waiting in vain for a connection is not shown as SQLAlchemy's own words."""
    with pytest.raises(StoreError, match="every connection to it stayed busy"), in_plain_words("x"):
        raise PoolTimeout("QueuePool limit")


def test_other_databases_speak_for_themselves() -> None:
    """What PostgreSQL says is passed on in one line, with where to look."""
    cause = Exception("connection refused\n  is the server running?")
    with (
        pytest.raises(
            StoreError, match=r"said: connection refused is the server running\. Check that it runs"
        ) as caught,
        in_plain_words("postgresql://db.example"),
    ):
        raise OperationalError("SELECT", {}, cause)
    assert "\n" not in str(caught.value)


def test_our_own_mistakes_are_not_blamed_on_the_database() -> None:
    """A row that breaks a rule of the schema stays an error of the program."""
    with pytest.raises(IntegrityError), in_plain_words("x"):
        raise IntegrityError("INSERT", {}, Exception("CHECK constraint failed"))


def test_nobody_is_left_holding_the_file_after_a_refusal(tmp_path: Path) -> None:
    """A store that could not be opened has closed its connections (a warning is an error)."""
    (tmp_path / FILE).write_bytes(b"x" * 5000)
    with pytest.raises(StoreError):
        Store.open(data_dir=tmp_path)
    (tmp_path / FILE).unlink()
    Store.open(data_dir=tmp_path).close()
