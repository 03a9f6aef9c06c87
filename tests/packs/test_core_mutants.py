"""The checks of the shipped code questions notice what people get wrong."""

from __future__ import annotations

import pytest

from heldout.grading import read_spec
from heldout.questions import load_library, shipped_packs
from heldout.verification import Report, verify

ALWAYS = ("axis", "accumulate", "shape-index", "transpose", "max-subtraction")


@pytest.fixture(scope="module")
def report() -> Report:
    """What became of the mutants of every code question."""
    questions = load_library(shipped_packs(), read_spec).questions.values()
    coded = [
        question.folder
        for question in questions
        if any(part.kind == "code" and part.spec.language != "cpp" for part in question.parts)
    ]
    return verify(coded, seeds=1)


def test_ninety_nine_of_a_hundred_mutants_are_killed(report: Report) -> None:
    """Over all kinds and questions; survivors with a reason count as survivors."""
    assert report.tally.tried > 1500
    assert report.tally.share >= 0.99


@pytest.mark.parametrize("kind", ALWAYS)
def test_every_mutant_of_the_commonest_mistakes_is_killed(report: Report, kind: str) -> None:
    """None is excused."""
    tally = report.mutants[kind]
    assert tally.tried > 0
    assert tally.killed == tally.tried


def test_every_survivor_has_a_reason(report: Report) -> None:
    """And every reason a survivor."""
    assert report.problems == ()
    for question in report.questions:
        for survivor in question.survivors:
            assert survivor.reason is not None
            assert survivor.reason.startswith(("equivalent", "within", "cannot be seen")), survivor
