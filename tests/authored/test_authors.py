"""Which file runs where, and how many processes wait."""

from __future__ import annotations

import os
import select
from pathlib import Path

import pytest

import heldout.authored.authors
from heldout.authored import Author, Authors
from heldout.authored.author import InProcess
from heldout.authored.jailed import Jailed
from heldout.errors import PackError
from heldout.sandbox import Judge

SOURCE = "import os\n\ndef f():\n    return os.getpid()\n"


def files(folder: Path, count: int) -> list[Path]:
    """So many files of as many questions."""
    found = []
    for number in range(count):
        file = folder / f"question-{number}" / "variant.py"
        file.parent.mkdir()
        file.write_text(SOURCE, encoding="utf-8")
        found.append(file)
    return found


def asked(author: Author) -> int:
    """The process that answers, as it is known outside of its own world."""
    author.call("f")
    assert isinstance(author, Jailed)
    assert author.pid is not None
    return author.pid


def process_of(author: Author) -> int:
    """What tells of the end of that process, and never means another one."""
    return os.pidfd_open(asked(author))


def ends(process: int, seconds: float = 10.0) -> bool:
    """Whether the process is dead, or is so before the time is up."""
    poll = select.poll()
    poll.register(process, select.POLLIN)
    return bool(poll.poll(seconds * 1000))


def test_a_shipped_file_runs_here_and_any_other_does_not(tmp_path: Path, judge: Judge) -> None:
    """The one that is ours shares our process; the others share none."""
    one, two, three = files(tmp_path, 3)
    with Authors(judge) as authors:
        ours = authors.open(one, "1", shipped=True)
        theirs = [authors.open(file, "1", shipped=False) for file in (two, three)]
        assert isinstance(ours, InProcess)
        assert all(isinstance(author, Jailed) for author in theirs)
        assert ours.call("f") == os.getpid()
        assert len({os.getpid(), *map(asked, theirs)}) == 3


def test_a_shipped_file_needs_no_judge(tmp_path: Path) -> None:
    """Nothing is started for it."""
    judge = Judge()
    judge.close()
    (file,) = files(tmp_path, 1)
    with Authors(judge) as authors:
        assert authors.open(file, "1", shipped=True).has("f")


@pytest.mark.parametrize("shipped", [True, False])
def test_a_file_is_opened_once_for_each_version(
    tmp_path: Path, judge: Judge, shipped: bool
) -> None:
    """Another version is read anew; the old one stays as it was."""
    (file,) = files(tmp_path, 1)
    with Authors(judge) as authors:
        first = authors.open(file, "1", shipped=shipped)
        assert authors.open(file, "1", shipped=shipped) is first
        first.call("f")
        file.write_text("def f():\n    return 'new'\n", encoding="utf-8")
        assert authors.open(file, "2", shipped=shipped).call("f") == "new"
        assert first.call("f") != "new"


@pytest.mark.parametrize("shipped", [True, False])
def test_a_missing_file_is_a_problem_of_the_pack(
    tmp_path: Path, judge: Judge, shipped: bool
) -> None:
    """With its name."""
    with Authors(judge) as authors, pytest.raises(PackError, match="must be there and readable"):
        authors.open(tmp_path / "variant.py", "1", shipped=shipped).has("draw")


def test_only_a_few_processes_wait(
    tmp_path: Path, judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that was used longest ago gives way, and starts again when it is asked."""
    monkeypatch.setattr(heldout.authored.authors, "_PROCESSES", 2)
    with Authors(judge) as authors:
        opened = [authors.open(file, "1", shipped=False) for file in files(tmp_path, 3)]
        one, two = map(process_of, opened[:2])
        first, second = map(asked, opened[:2])
        assert asked(opened[0]) == first
        asked(opened[2])
        assert ends(two)
        assert not ends(one, 0.0)
        assert asked(opened[0]) == first
        assert asked(opened[1]) != second


def test_none_waits_for_long(tmp_path: Path, judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody asks any more ends by itself."""
    monkeypatch.setattr(heldout.authored.authors, "_IDLE_SECONDS", 0.05)
    with Authors(judge) as authors:
        author = authors.open(files(tmp_path, 1)[0], "1", shipped=False)
        process, pid = process_of(author), asked(author)
        assert ends(process)
        assert asked(author) != pid


def test_closing_leaves_no_process(tmp_path: Path, judge: Judge) -> None:
    """Of none of its files; the judge goes on."""
    with Authors(judge) as authors:
        opened = [authors.open(file, "1", shipped=False) for file in files(tmp_path, 3)]
        processes = [process_of(author) for author in opened]
        assert not any(ends(process, 0.0) for process in processes)
    assert all(map(ends, processes))
    with judge.start("def f(): return 1\n") as session:
        assert session.call("f").value == 1  # type: ignore[union-attr]
