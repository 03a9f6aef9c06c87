"""Whole packs, in processes of their own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from heldout.errors import NotFound
from heldout.verification import QuestionReport, run, verify
from heldout.verification.run import _report_of

from ..questions.packs import QUESTION, write_pack, write_question
from .packs import plant, question_in, write_coded, write_drawn


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A drawn question and one that asks for code, both sound."""
    pack = tmp_path / "pack"
    write_coded(pack)
    write_drawn(pack)
    return pack


def test_a_sound_pack_passes(pack: Path) -> None:
    """Every question is reported on, in the order of ids, and told of as it is done."""
    told: list[tuple[str, int, int]] = []

    def listen(report: QuestionReport, done: int, total: int) -> None:
        told.append((report.question_id, done, total))

    report = verify([pack], seeds=8, listen=listen)
    assert report.good
    assert [question.question_id for question in report.questions] == ["adding", "centring"]
    assert report.questions[0].seeds == 8
    assert report.questions[1].tally.killed == report.tally.tried == 6
    assert all(question.seconds > 0 for question in report.questions)
    assert report.seconds > 0
    assert sorted(name for name, _, _ in told) == ["adding", "centring"]
    assert [(done, total) for _, done, total in told] == [(1, 2), (2, 2)]


def test_mutants_can_be_left_out(pack: Path) -> None:
    """Where they would take too long."""
    report = verify([pack / "centring"], mutants=False)
    assert report.good
    assert not report.mutants


def test_every_problem_is_in_the_report(pack: Path) -> None:
    """Those of drawing, of code, and those with which a question does not even load."""
    plant(pack / "adding", "variant.py", "sum([1]", "1 + sum([1]")
    plant(pack / "centring", "starter.py", "...", "return x - x.mean()")
    bad = write_question(
        pack, "bad", QUESTION.replace("level: 1", "level: 9").replace("id: adding", "id: bad")
    )
    report = verify([pack], seeds=2, mutants=False)
    assert not report.good
    found = {(problem.file, problem.message) for problem in report.problems}
    text = "level: must be a whole number from 1 (easy) to 5 (hard); given 9"
    assert found == {
        (bad / "question.md", text),
        (pack / "adding" / "variant.py", "the two opinions differ"),
        (pack / "centring" / "starter.py", "the starter must not pass"),
    }
    (unloaded,) = [problem for problem in report.problems if problem.question_id == "bad"]
    assert unloaded.line == 5


def test_a_single_question_is_verified_alone(pack: Path) -> None:
    """Faults elsewhere in the pack are not its own."""
    write_question(pack, "bad", QUESTION)
    report = verify([pack / "adding"], seeds=8)
    assert report.good
    assert [question.question_id for question in report.questions] == ["adding"]


def test_a_folder_of_packs_is_verified_whole(pack: Path) -> None:
    """All packs below; each once, however often it is named."""
    sources = "level: 1\nsources: [s1-q2]"
    plant(pack / "adding", "question.md", "level: 1", sources)
    report = verify([pack.parent, pack, pack / "adding"], seeds=8, mutants=False)
    assert [question.question_id for question in report.questions] == ["adding", "centring"]
    assert report.asked["adding"].sources == ("s1-q2",)


def test_without_a_path_the_users_packs_are_verified_too(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside the shipped ones; where a path is given, only that."""
    shipped = write_pack(tmp_path / "shipped")
    rename = QUESTION.replace("id: adding", "id: shipped")
    write_question(shipped, "shipped", rename)
    shutil.rmtree(shipped / "adding")
    monkeypatch.setattr(run, "shipped_packs", lambda: (shipped,))
    found = verify(packs=[pack], seeds=2, mutants=False).questions
    assert [question.question_id for question in found] == ["adding", "centring", "shipped"]
    found = verify([pack / "adding"], packs=[shipped], seeds=8).questions
    assert [question.question_id for question in found] == ["adding"]


def test_a_bad_pack_is_a_problem(pack: Path) -> None:
    """With the file and the line."""
    with (pack / "pack.toml").open("a", encoding="utf-8") as file:
        file.write("broken =\n")
    report = verify([pack / "adding"])
    (problem,) = report.problems
    assert problem.file == pack / "pack.toml"
    assert problem.line is not None
    assert "must be valid TOML" in problem.message


@pytest.mark.parametrize(
    ("path", "message"),
    [
        (lambda pack: pack / "nowhere", "must be a pack or a question; there is no such path"),
        (lambda pack: pack.parent / "empty", "There is no question under"),
        (lambda pack: pack / "centring" / "attempts", "name a pack or a question's folder"),
    ],
)
def test_a_path_without_questions_is_not_found(
    pack: Path, path: Callable[[Path], Path], message: str
) -> None:
    """The message names the path."""
    (pack.parent / "empty").mkdir()
    with pytest.raises(NotFound, match=message) as caught:
        verify([path(pack)])
    assert str(path(pack)) in str(caught.value)


def test_a_process_that_is_lost_is_a_problem_of_its_question(pack: Path) -> None:
    """Whatever ended it, the report is there all the same."""
    lost: Future[QuestionReport] = Future()
    lost.set_exception(BrokenProcessPool("gone"))
    (problem,) = _report_of(question_in(pack / "adding"), lost).problems
    assert (problem.question_id, problem.file) == ("adding", pack / "adding")
    assert problem.message == "the verification stopped: BrokenProcessPool: gone"


def test_code_that_ends_its_process_is_a_problem_of_its_question(pack: Path) -> None:
    """It ends its own and no other."""
    file = pack / "adding" / "variant.py"
    file.write_text("import os\nos._exit(1)\n", encoding="utf-8")
    (problem,) = verify([pack / "adding"], seeds=2).problems
    assert (problem.question_id, problem.file) == ("adding", file)
    assert "the file was stopped: The code ended its own process" in problem.message
