"""A database of any version opens, or says why not; none is harmed on the way."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from heldout.errors import StoreError
from heldout.store import Store, upgrade
from heldout.store.engine import WRITES, connect, resolve
from heldout.store.tables import METADATA

from .records import NOON, TYPED

FILE = "heldout.sqlite3"


def describe_schema(engine: Engine) -> dict[str, Any]:
    """All that the database says of its tables, in an order of its own."""
    found = inspect(engine)
    questions: list[Callable[[str], Any]] = [
        found.get_pk_constraint,
        found.get_foreign_keys,
        found.get_unique_constraints,
        found.get_check_constraints,
        found.get_indexes,
    ]
    described: dict[str, Any] = {}
    for table in found.get_table_names():
        described[table] = [
            [{**column, "type": repr(column["type"])} for column in found.get_columns(table)],
            *(sorted(map(spell, flatten(ask(table)))) for ask in questions),
        ]
    return described


def spell(constraint: dict[str, Any]) -> str:
    """A constraint in words, the condition of a partial index included."""
    options = {name: str(value) for name, value in constraint.get("dialect_options", {}).items()}
    return repr({**constraint, "dialect_options": options})


def flatten(answer: Any) -> list[Any]:
    """One constraint or a list of them, as a list."""
    return answer if isinstance(answer, list) else [answer]


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Heldout with one revision more, as a folder of migrations that a test may change."""
    folder = tmp_path / "100% later" / "migrations"  # '%' means something to Alembic's settings
    shutil.copytree(upgrade.MIGRATIONS, folder)
    (folder / "versions" / "0002_later.py").write_text(
        "import sqlalchemy as sa\n"
        "from alembic import op\n"
        "revision, down_revision = '0002', '0001'\n"
        "def upgrade() -> None:\n"
        "    op.add_column('sittings', sa.Column('later', sa.Text()))\n"
    )
    monkeypatch.setattr(upgrade, "MIGRATIONS", folder)
    monkeypatch.setattr(upgrade, "HEAD", "0002")
    return folder


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A folder with the database of this version, holding one attempt."""
    with Store.open(data_dir=tmp_path / "data") as store:
        store.add_attempt("q", "h", 1, TYPED, NOON)
    return tmp_path / "data"


def test_the_migrations_lead_to_the_tables(tmp_path: Path) -> None:
    """A migrated database and a new one are the same, down to each constraint and the revision."""
    (tmp_path / "migrated").mkdir()
    migrated = connect(resolve(None, tmp_path / "migrated"))
    with migrated.connect().execution_options(**WRITES) as connection, connection.begin():
        upgrade._migrate(connection)
    Store.open(data_dir=tmp_path / "made").close()
    made = connect(resolve(None, tmp_path / "made"))
    assert describe_schema(migrated) == describe_schema(made)
    for engine in (migrated, made):
        with engine.connect() as connection:
            assert upgrade._revision(connection) == upgrade.HEAD
    with migrated.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, METADATA) == []
    migrated.dispose()
    made.dispose()


def test_head_is_the_last_migration() -> None:
    """The revision known without Alembic is the one that Alembic finds, and there is one line."""
    script = ScriptDirectory(str(upgrade.MIGRATIONS))
    assert script.get_heads() == [upgrade.HEAD]


def test_migrations_import_nothing_of_heldout() -> None:
    """History does not change when the code does."""
    for file in (upgrade.MIGRATIONS / "versions").glob("*.py"):
        lines = file.read_text().splitlines()
        assert not [line for line in lines if "import" in line and "heldout" in line]


def test_an_older_database_is_upgraded_after_a_backup(data_dir: Path, later: Path) -> None:
    """The upgraded file holds what it held; the copy beside it is the one from before."""
    with Store.open(data_dir=data_dir) as store:
        (attempt,) = store.attempts()
    backup = upgrade.backup_path(data_dir / FILE, "0001")
    assert sorted(path.name for path in data_dir.iterdir()) == [FILE, backup.name]
    for file, columns in ((data_dir / FILE, 1), (backup, 0)):
        with closing(sqlite3.connect(file)) as database:
            names = [row[1] for row in database.execute("PRAGMA table_info(sittings)")]
            assert names.count("later") == columns
            assert database.execute("SELECT id FROM attempts").fetchall() == [(attempt.id,)]


def test_a_backup_holds_what_is_still_in_the_log(tmp_path: Path, later: Path) -> None:
    """What another program wrote a moment ago, and has not folded in yet, is in the copy."""
    with pytest.MonkeyPatch.context() as earlier:
        earlier.setattr(upgrade, "MIGRATIONS", Path(upgrade.__file__).parent / "migrations")
        earlier.setattr(upgrade, "HEAD", "0001")
        other = Store.open(data_dir=tmp_path)
    with other:
        other.add_attempt("q", "h", 1, TYPED, NOON)
        assert (tmp_path / f"{FILE}-wal").stat().st_size > 0
        Store.open(data_dir=tmp_path).close()
        backup = upgrade.backup_path(tmp_path / FILE, "0001")
        with closing(sqlite3.connect(backup)) as copy:
            assert copy.execute("SELECT count(*) FROM attempts").fetchone() == (1,)


def test_a_backup_is_one_file_that_opens_where_nothing_can_be_written(
    data_dir: Path, later: Path
) -> None:
    """The copy has left write-ahead mode, in which even a reader makes files beside it."""
    Store.open(data_dir=data_dir).close()
    backup = upgrade.backup_path(data_dir / FILE, "0001")
    with closing(sqlite3.connect(backup)) as copy:
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_whoever_comes_second_finds_the_work_done(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that waited while another upgraded looks again, and copies and changes nothing."""
    looks = iter(["0000"])  # the first look, before the wait, saw the older schema
    look = upgrade._revision
    monkeypatch.setattr(upgrade, "_revision", lambda connection: next(looks, look(connection)))
    before = (data_dir / FILE).read_bytes()
    Store.open(data_dir=data_dir).close()
    assert next(looks, None) is None
    assert (data_dir / FILE).read_bytes() == before
    assert [path.name for path in data_dir.iterdir()] == [FILE]


def test_a_restored_backup_opens_again(data_dir: Path, later: Path) -> None:
    """The copy put in place of the file is a whole database, and upgrades once more."""
    Store.open(data_dir=data_dir).close()
    upgrade.backup_path(data_dir / FILE, "0001").replace(data_dir / FILE)
    with Store.open(data_dir=data_dir) as store:
        assert len(store.attempts()) == 1


def test_a_migration_that_fails_leaves_the_database_as_it_was(data_dir: Path, later: Path) -> None:
    """Half a migration is none: the old schema, the old revision and all rows are there."""
    script = later / "versions" / "0002_later.py"
    script.write_text(script.read_text() + "    raise RuntimeError('power cut')\n")
    with pytest.raises(RuntimeError, match="power cut"):
        Store.open(data_dir=data_dir)
    with closing(sqlite3.connect(data_dir / FILE)) as database:
        names = [row[1] for row in database.execute("PRAGMA table_info(sittings)")]
        assert "later" not in names
        assert database.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
        assert database.execute("SELECT count(*) FROM attempts").fetchone() == (1,)


def test_a_current_database_is_not_copied(data_dir: Path) -> None:
    """Opening once more changes nothing and leaves nothing behind."""
    Store.open(data_dir=data_dir).close()
    assert [path.name for path in data_dir.iterdir()] == [FILE]


def test_a_newer_database_is_refused_and_not_touched(data_dir: Path) -> None:
    """A schema from the future is not guessed at; the sentence says what to upgrade."""
    with closing(sqlite3.connect(data_dir / FILE)) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '0042'")
    before = (data_dir / FILE).read_bytes()
    with pytest.raises(StoreError, match=r"newer Heldout .*0042.* Upgrade Heldout"):
        Store.open(data_dir=data_dir)
    assert (data_dir / FILE).read_bytes() == before
    assert [path.name for path in data_dir.iterdir()] == [FILE]


def test_the_database_of_another_program_is_refused_and_not_touched(tmp_path: Path) -> None:
    """A URL that names somebody else's file does not add our tables to it."""
    with closing(sqlite3.connect(tmp_path / FILE)) as database, database:
        database.execute("CREATE TABLE recipes (title TEXT)")
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(StoreError, match=r"another program \(recipes"):
        Store.open(data_dir=tmp_path)
    assert (tmp_path / FILE).read_bytes() == before


def test_a_current_database_opens_without_alembic(data_dir: Path) -> None:
    """Alembic is imported once per version, not once per command."""
    from .conftest import start_child

    child = start_child(
        "import sys; from pathlib import Path; from heldout.store import Store;"
        "Store.open(data_dir=Path(sys.argv[1])).close(); print('alembic' in sys.modules)",
        data_dir,
    )
    assert child.communicate() == ("False\n", "")


def test_authors_of_migrations_can_use_alembic_itself(tmp_path: Path) -> None:
    """The configuration for authors finds the migrations, and sees nothing left to write."""
    from argparse import Namespace

    from alembic import command
    from alembic.config import Config

    url = f"sqlite:///{tmp_path / 'scratch.sqlite3'}"
    config = Config(upgrade.MIGRATIONS / "alembic.ini", cmd_opts=Namespace(x=[f"url={url}"]))
    command.upgrade(config, "head")
    command.check(config)
    engine = sqlalchemy.create_engine(url)
    assert inspect(engine).has_table("attempts")
    engine.dispose()
