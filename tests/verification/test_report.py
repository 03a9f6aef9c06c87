"""What verification found, added up."""

from __future__ import annotations

from pathlib import Path

from heldout.verification import Problem, QuestionReport, Report, Tally
from heldout.verification.report import merge


def test_a_report_without_problems_is_good() -> None:
    """And one with any is not."""
    assert Report((), (), 1.0).good
    assert not Report((), (Problem("q", Path("f"), "m"),), 1.0).good


def test_mutants_are_added_up_by_kind() -> None:
    """Over all questions, and over all kinds; the rate is by the time of the processes."""
    questions = (
        QuestionReport("a", mutants={"axis": Tally(2, 1, 1), "sign": Tally(1, 1)}),
        QuestionReport("b"),
        QuestionReport("c", mutants={"axis": Tally(3, 3)}, mutant_seconds=0.5),
    )
    report = Report(questions, (), 1.0)
    assert report.mutants == {"axis": Tally(5, 4, 1), "sign": Tally(1, 1, 0)}
    assert report.tally == Tally(6, 5, 1)
    assert report.mutants_a_second == 12
    assert report.mutants["axis"].share == 0.8


def test_without_mutants_there_is_no_rate() -> None:
    """And nothing has survived."""
    report = Report((QuestionReport("a"),), (), 1.0)
    assert report.mutants_a_second == 0
    assert report.tally.share == 1


def test_one_fault_is_told_once() -> None:
    """As its first seed shows it, with all the seeds; another part or sentence is another fault."""
    problems = [
        Problem("q", Path("f"), "m", seed=seed, part=part, value=f"{part}{seed}")
        for seed in (3, 4, 9)
        for part in ("a", "b")
    ]
    found = merge([*problems, Problem("q", Path("f"), "other"), problems[-1]])
    assert [(one.message, one.seed, one.value, one.seeds) for one in found] == [
        ("m", 3, "a3", (3, 4, 9)),
        ("m", 3, "b3", (3, 4, 9)),
        ("other", None, None, ()),
    ]
