"""Nothing acknowledged is lost, whoever is killed, and many may write at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy

from heldout.errors import SettingsError, StoreError
from heldout.records import Reply
from heldout.store import Store
from heldout.store.engine import connect, describe, resolve

from .conftest import start_child
from .records import NOON, RIGHT, TYPED

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from heldout.records import Reply, Review, Schedule, Verdict
from heldout.store import Store

at = datetime(2026, 3, 1, tzinfo=UTC)
name, count = sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
sys.stdin.readline()
with Store.open(data_dir=Path(sys.argv[1])) as store:
    for seed in range(count):
        attempt = store.add_attempt(name, "h", seed, Reply("p", f"{name} {seed}"), at)
        print("received", attempt.id, seed, flush=True)
        review = Review(name, at, 3, 1.0, 0, seed)
        schedule = Schedule(name, at, seed + 1, "{}", "test")
        store.set_verdict(attempt.id, Verdict("graded", 1.0, ()), review=review, schedule=schedule)
        print("judged", attempt.id, seed, flush=True)
"""


@pytest.mark.parametrize("lines", [1, 2, 37, 80])
def test_a_killed_writer_loses_nothing_that_it_acknowledged(tmp_path: Path, lines: int) -> None:
    """After kill -9 every reply and verdict that was reported is there, and none by half."""
    child = start_child(WRITER, tmp_path, "killed", "1000000")
    assert child.stdin
    assert child.stdout
    with child:
        assert child.stdout.readline() == "ready\n"
        child.stdin.write("go\n")
        child.stdin.flush()
        told = [child.stdout.readline() for _ in range(lines)]
        child.kill()
        told += child.stdout.readlines()
    whole = [line.split() for line in told if line.endswith("\n")]
    assert len(whole) >= lines
    with Store.open(data_dir=tmp_path) as store:
        for what, attempt_id, seed in whole:
            attempt = store.attempt(int(attempt_id))
            assert attempt.reply == Reply("p", f"killed {seed}")
            assert what == "received" or attempt.verdict is not None
        counts = store.counts()
        judged = counts.attempts - counts.unjudged
        assert counts.reviews == judged
        assert counts.unjudged <= 1
        assert [item.seed for item in store.reviews()] == list(range(judged))
        assert [item.reviews for item in store.schedules().values()] == [judged] * bool(judged)
        store.add_attempt("killed", "h", 10**9, TYPED, NOON)
    with closing(sqlite3.connect(tmp_path / "heldout.sqlite3")) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_processes_that_open_and_write_at_once_all_succeed(tmp_path: Path) -> None:
    """Four programs make one new database at the same moment, and each keeps all it wrote."""
    names, count = ["a", "b", "c", "d"], 15
    children = [start_child(WRITER, tmp_path, name, str(count)) for name in names]
    for child in children:
        assert child.stdout
        assert child.stdout.readline() == "ready\n"
    for child in children:
        assert child.stdin
        child.stdin.write("go\n")
        child.stdin.flush()
    for child in children:
        _, complaints = child.communicate()
        assert (child.returncode, complaints) == (0, "")
    with Store.open(data_dir=tmp_path) as store:
        kept = {(item.question_id, item.seed) for item in store.attempts(limit=1000)}
        assert kept == {(name, seed) for name in names for seed in range(count)}
        assert store.counts().reviews == len(names) * count
        assert store.unjudged() == ()


def test_each_connection_waits_for_the_disk(tmp_path: Path) -> None:
    """Every connection of the pool commits with synchronous FULL (2), in write-ahead mode."""
    with Store.open(data_dir=tmp_path):
        pass
    engine = connect(resolve(None, tmp_path))
    with engine.connect() as first, engine.connect() as second:
        for connection in (first, second):
            asked = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            }
            assert asked == {
                "journal_mode": "wal",
                "synchronous": 2,
                "foreign_keys": 1,
                "busy_timeout": 10_000,
            }
    engine.dispose()


def test_a_reader_does_not_wait_for_a_writer(tmp_path: Path) -> None:
    """While another program writes, what was there before can be read."""
    with Store.open(url=f"sqlite:///{tmp_path}/a.sqlite3?timeout=0.01") as store:
        attempt = store.add_attempt("q", "h", 1, TYPED, NOON)
        with closing(sqlite3.connect(tmp_path / "a.sqlite3", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert store.attempts() == (attempt,)
            other.execute("ROLLBACK")
        assert store.set_verdict(attempt.id, RIGHT).verdict == RIGHT


def test_the_data_folder_is_made_for_its_owner_only(tmp_path: Path) -> None:
    """A missing folder is made with its parents; nobody else may look into it."""
    folder = tmp_path / "some" / "where"
    with Store.open(data_dir=folder) as store:
        assert store.location == str(folder / "heldout.sqlite3")
    assert folder.stat().st_mode & 0o777 == 0o700


def test_without_wishes_the_platform_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The default is the user's own data folder."""
    monkeypatch.setattr("heldout.store.engine.user_data_path", lambda name: tmp_path / name)
    assert describe(resolve(None, None)) == str(tmp_path / "heldout" / "heldout.sqlite3")


@pytest.mark.parametrize(
    "url",
    [
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///file:x?mode=memory&uri=true",
        "sqlite+aiosqlite:///x.sqlite3",
        "mysql://user:hunter2@host/name",
        "nonsense hunter2",
        "postgresql://user:hunter2@host:port/name",
        "",
    ],
)
def test_a_url_that_cannot_be_ours_is_refused_without_repeating_it(url: str) -> None:
    """The sentence shows what is accepted, and never a password."""
    with pytest.raises(SettingsError, match="HELDOUT_DATABASE_URL must be like") as caught:
        Store.open(url=url)
    assert "hunter2" not in str(caught.value)


def test_a_location_masks_the_password() -> None:
    """People see where, not with which password, wherever in the URL it stands."""
    url = resolve("postgresql://ann:hunter2@db.example/heldout?password=hunter2", None)
    assert describe(url) == "postgresql+psycopg://ann:***@db.example/heldout"


def test_a_missing_driver_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL without psycopg ends in the command that installs it."""

    def refuse(*_: object, **__: object) -> None:
        raise ModuleNotFoundError("No module named 'psycopg'", name="psycopg")

    monkeypatch.setattr(sqlalchemy, "create_engine", refuse)
    with pytest.raises(StoreError, match=r"pip install 'psycopg\[binary\]'"):
        Store.open(url="postgresql://ann@db.example/heldout")


@pytest.mark.parametrize(
    "use",
    [
        lambda store: store.add_attempt("q", "h", 1, TYPED, NOON),
        lambda store: store.counts(),
    ],
)
def test_closing_leaves_one_file(tmp_path: Path, use: Callable[[Store], object]) -> None:
    """When the last connection is closed, the log is folded into the database."""
    with Store.open(data_dir=tmp_path) as store:
        use(store)
    assert [path.name for path in tmp_path.iterdir()] == ["heldout.sqlite3"]
