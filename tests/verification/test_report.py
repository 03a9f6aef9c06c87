"""What verification found, added up."""

from __future__ import annotations

from pathlib import Path

from heldout.verification import Problem, QuestionReport, Report


def test_a_report_without_problems_is_good() -> None:
    """And one with any is not."""
    assert Report((), (), 1.0).good
    assert not Report((), (Problem("q", Path("f"), "m"),), 1.0).good


def test_mutants_are_added_up_by_kind() -> None:
    """Over all questions."""
    questions = (
        QuestionReport("a", mutants={"axis": 2, "sign": 1}),
        QuestionReport("b"),
        QuestionReport("c", mutants={"axis": 3}),
    )
    assert Report(questions, (), 1.0).mutants == {"axis": 5, "sign": 1}
