"""One planted fault each in a code question, and what is said about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from heldout.records import Question
from heldout.sandbox import Judge
from heldout.verification import QuestionReport, coded
from heldout.verification.coded import FINDINGS, verify_coded

from .packs import CODE_FILES, only_problem, plant, question_in, write_coded


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound question."""
    return write_coded(tmp_path / "pack")


def report(question: Question, judge: Judge, *, mutants: bool = False) -> QuestionReport:
    """What is found."""
    return verify_coded(question, judge, with_mutants=mutants)


def test_a_sound_question_has_no_problems(folder: Path, judge: Judge) -> None:
    """Its mutants are counted by kind, and all of them are noticed."""
    found = report(question_in(folder), judge, mutants=True)
    assert found.problems == ()
    # x - x.mean(): plus for minus, exchanged; either term alone; sum and median (which an array
    # does not have: that is an error when it runs, so the mutant counts) for mean.
    assert {kind: (tally.tried, tally.killed) for kind, tally in found.mutants.items()} == {
        "operator": (2, 2),
        "dropped-term": (2, 2),
        "function": (2, 2),
    }
    assert found.mutant_seconds > 0
    assert found.survivors == ()
    nonsense = 5
    assert found.grades == coded.ROUNDS * 4 + 1 + nonsense


SOLUTION = "    return x - x.mean()\n"
FAULTS = {
    "a second opinion that differs": (
        "checks.py",
        "[value - mean for value",
        "[value for value",
        "checks.py",
        "second_opinion() differs from the solution on one number",
        "arguments {'x': array([3.])}",
    ),
    "a law that the solution breaks": (
        "checks.py",
        "> 1e-6",
        "> -1",
        "checks.py",
        "The result must sum to zero.",
        "one number; arguments",
    ),
    "a point that quotes nothing": (
        "checks.py",
        "Take the mean away",
        "Take the median away",
        "checks.py",
        "POINTS['one number'] must quote the statement; it says 'Take the median away'",
        None,
    ),
    "an example on which opinions differ": (
        "checks.py",
        "    mean = sum(x.tolist()) / len(x)",
        "    mean = sum(x.tolist()) / len(x) + (x.tolist() == [1.0, 3.0])",
        "checks.py",
        "second_opinion() differs from the solution on EXAMPLE",
        "array([1., 3.])",
    ),
    "a starter that passes": (
        "starter.py",
        "    ...\n",
        SOLUTION,
        "starter.py",
        "the starter must not pass",
        "graded with 1",
    ),
    "a solution that fails": (
        "solution.py",
        SOLUTION,
        "    x -= x.mean()\n    return x + 0.0\n",
        "solution.py",
        "must score 1.0",
        "changed-argument",
    ),
    "a right attempt that is wrong": (
        "attempts/right-sum.py",
        "x.sum() / len(x)",
        "x.sum()",
        "attempts/right-sum.py",
        "must score 1.0",
        "wrong-value",
    ),
    "a wrong attempt that gets another finding": (
        "attempts/wrong-in-place.py",
        "changed-argument",
        "wrong-shape",
        "attempts/wrong-in-place.py",
        "must be graded below 1.0 and be told wrong-shape",
        "changed-argument",
    ),
    "a wrong attempt that is right": (
        "attempts/wrong-in-place.py",
        "    x -= x.mean()\n    return x + 0.0\n",
        SOLUTION,
        "attempts/wrong-in-place.py",
        "must be graded below 1.0 and be told changed-argument",
        "graded with 1",
    ),
    "a wrong attempt that cannot be read": (
        "attempts/wrong-in-place.py",
        "def centre(x):",
        "def centre(x:",
        "attempts/wrong-in-place.py",
        "must be graded below 1.0 and be told changed-argument",
        "unreadable with 0",
    ),
    "a wrong attempt that expects nothing": (
        "attempts/wrong-in-place.py",
        "# expect: changed-argument\n",
        "",
        "attempts/wrong-in-place.py",
        "the first line must be '# expect: NAME'",
        None,
    ),
    "a wrong attempt that expects the unknown": (
        "attempts/wrong-in-place.py",
        "expect: changed-argument",
        "expect: bad-luck",
        "attempts/wrong-in-place.py",
        "the first line must be '# expect: NAME'",
        None,
    ),
    "a mistake that no attempt makes": (
        "question.md",
        "  doubled:",
        "  halved: You took half.\n  doubled:",
        "question.md",
        "mistake halved must have an attempts/wrong-*.py that makes it",
        None,
    ),
    "a formula that cannot be read": (
        "question.md",
        "\\bar{x}",
        "\\baz{x}",
        "question.md",
        "Prompt: the formula",
        None,
    ),
    "checks that do not run": (
        "checks.py",
        "POINTS = {",
        "POINTS = nothing or {",
        "checks.py",
        "raised NameError",
        None,
    ),
    "checks without an example": (
        "checks.py",
        "EXAMPLE",
        "EXAMPEL",
        "checks.py",
        "must define EXAMPLE",
        None,
    ),
    "a solution of another name": (
        "solution.py",
        "def centre",
        "def center",
        "solution.py",
        "must define centre()",
        None,
    ),
    "inputs that break": (
        "checks.py",
        "centre=2.0)",
        "centre=1 / 0)",
        "checks.py",
        "raised ZeroDivisionError",
        None,
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_its_value(folder: Path, judge: Judge, name: str) -> None:
    """The file to mend, what must hold, and what came instead."""
    file, before, after, named, message, value = FAULTS[name]
    problem = only_problem(report(plant(folder, file, before, after), judge))
    assert (problem.question_id, problem.file) == ("centring", folder / named)
    assert message in problem.message
    assert (problem.value is None) if value is None else (value in (problem.value or ""))


@pytest.mark.parametrize("name", ["a solution that fails", "a right attempt that is wrong"])
def test_a_failing_attempt_is_told_once_with_its_seed(
    folder: Path, judge: Judge, name: str
) -> None:
    """The first round shows it; the others are not run."""
    file, before, after, *_ = FAULTS[name]
    (problem,) = report(plant(folder, file, before, after), judge).problems
    assert problem.seed == 0


@pytest.mark.parametrize("name", ["starter.py", "solution.py", "checks.py"])
def test_a_missing_file_is_named(folder: Path, judge: Judge, name: str) -> None:
    """Before anything is run."""
    (folder / name).unlink()
    problem = only_problem(report(question_in(folder), judge))
    assert (problem.file, problem.message) == (folder / name, "must be there")


def test_too_few_attempts_are_named(folder: Path, judge: Judge) -> None:
    """A single wrong one says little."""
    (folder / "attempts" / "wrong-in-place.py").unlink()
    problem = only_problem(report(question_in(folder), judge))
    assert problem.file == folder / "attempts"
    assert "at least one attempts/right-*.py and two attempts/wrong-*.py" in problem.message


@pytest.mark.parametrize(
    ("file", "before", "line"),
    [
        ("checks.py", "    mean = sum(", 20),
        ("checks.py", "    return {", 11),
        ("solution.py", "    return x - x", 2),
    ],
)
def test_code_without_an_end_is_named(
    folder: Path,
    judge: Judge,
    monkeypatch: pytest.MonkeyPatch,
    file: str,
    before: str,
    line: int,
) -> None:
    """The file and the line of the loop, in whichever function it is."""
    monkeypatch.setattr(coded, "SECONDS", 0.3)
    question = plant(folder, file, before, f"    while True: pass\n{before}")
    problem = only_problem(report(question, judge))
    assert (problem.file, problem.line) == (folder / file, line)
    assert problem.message == "did not end within 0.3 s; look for a loop that has no end"


IDLE = "    return (x - x.mean()) * 1\n"
EXCUSES = 'SURVIVORS = {"(x - x.mean()) * 1 → (x - x.mean()) / 1": "the same number", '
EXCUSES += '"(x - x.mean()) * 1 → x - x.mean()": "the same number"}\n'


def test_a_surviving_mutant_is_named(folder: Path, judge: Judge) -> None:
    """With its line, and the key under which it may be excused."""
    found = report(plant(folder, "solution.py", SOLUTION, IDLE), judge, mutants=True)
    assert {problem.file for problem in found.problems} == {folder / "solution.py"}
    assert {problem.line for problem in found.problems} == {2}
    assert sorted(problem.value or "" for problem in found.problems) == [
        "SURVIVORS['(x - x.mean()) * 1 → (x - x.mean()) / 1']  (operator)",
        "SURVIVORS['(x - x.mean()) * 1 → x - x.mean()']  (dropped-term)",
    ]
    assert all("add a case that tells it, or a reason" in p.message for p in found.problems)
    assert found.tally.killed + len(found.problems) == found.tally.tried
    assert {survivor.reason for survivor in found.survivors} == {None}


def test_an_excused_mutant_is_no_problem(folder: Path, judge: Judge) -> None:
    """It is counted."""
    plant(folder, "solution.py", SOLUTION, IDLE)
    question = plant(folder, "checks.py", "TOLERANCE", EXCUSES + "TOLERANCE")
    found = report(question, judge, mutants=True)
    assert found.problems == ()
    assert found.tally.excused == 2
    assert found.tally.killed + 2 == found.tally.tried
    assert {survivor.reason for survivor in found.survivors} == {"the same number"}


def test_a_reason_must_be_written(folder: Path, judge: Judge) -> None:
    """An empty one excuses nothing."""
    plant(folder, "solution.py", SOLUTION, IDLE)
    empty = EXCUSES.replace('x.mean()": "the same number"}', 'x.mean()": " "}')
    found = report(
        plant(folder, "checks.py", "TOLERANCE", empty + "TOLERANCE"), judge, mutants=True
    )
    (problem,) = found.problems
    assert problem.file == folder / "checks.py"
    assert problem.message == "SURVIVORS must say why '(x - x.mean()) * 1 → x - x.mean()' survives"


def test_a_stale_excuse_is_named(folder: Path, judge: Judge) -> None:
    """What no longer survives, or never was, needs no reason."""
    question = plant(folder, "checks.py", "TOLERANCE", EXCUSES + "TOLERANCE")
    problems = report(question, judge, mutants=True).problems
    assert [problem.file for problem in problems] == [folder / "checks.py"] * 2
    assert "SURVIVORS names '(x - x.mean()) * 1 → (x - x.mean()) / 1', which is killed or does" in (
        problems[0].message
    )


def test_mutants_wait_until_all_else_is_well(folder: Path, judge: Judge) -> None:
    """Checks that are wrong themselves would only accuse the wrong file."""
    file, before, after, *_ = FAULTS["a second opinion that differs"]
    found = report(plant(folder, file, before, after), judge, mutants=True)
    assert found.mutants == {}


@pytest.mark.parametrize(
    ("finding", "body"),
    [
        ("wrong-shape", "return x[None] - x.mean()"),
        ("wrong-type", "return None"),
        ("wrong-dtype", "return (x - x.mean()).astype(int)"),
        ("not-finite", "return x / 0.0 * 0.0"),
        ("raised", "raise ValueError"),
        ("exited", "import os; os._exit(0)"),
    ],
)
def test_the_standard_findings_can_be_expected(
    folder: Path, judge: Judge, finding: str, body: str
) -> None:
    """An attempt that goes wrong in that way, and says so, is as it must be."""
    assert finding in FINDINGS
    text = f"# expect: {finding}\ndef centre(x):\n    {body}\n"
    (folder / "attempts" / "wrong-more.py").write_text(text, encoding="utf-8")
    assert report(question_in(folder), judge).problems == ()


def test_the_files_of_these_tests_are_all_there(folder: Path) -> None:
    """The sound question is written as listed."""
    assert {str(path.relative_to(folder)) for path in folder.rglob("*.*")} == set(CODE_FILES)
