"""What the code tasks of the pack `core` declare holds for their own solutions."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.authoring.replay import HIGHEST, LENGTH
from heldout.grading import read_spec
from heldout.grading.checks import Case, Checks
from heldout.grading.comparison import difference
from heldout.questions import load_library, shipped_packs
from heldout.records import Question

from ..grading.coded import load_checks

CODED = {
    question.id: question
    for question in load_library(shipped_packs(), read_spec).questions.values()
    if question.parts[0].kind == "code"
}
PLAIN = sorted(name for name, question in CODED.items() if not question.needs)


def checks_of(question: Question) -> Checks:
    """What judges the question."""
    spec = question.parts[0].spec
    return load_checks(question.folder, spec.function, spec.language)


def assert_lawful(checks: Checks, case: Case) -> None:
    """The solution keeps every law on this case."""
    result = checks.expected(case.arguments)
    for index, sentence in enumerate(checks.laws):
        further = checks.ask("further", index, case.arguments, [1, index])
        if further is not None:
            others = [checks.expected(arguments) for arguments in further]
            kept = checks.ask("holds", index, case.arguments, result, others, further)
            assert kept, (sentence, case)


@pytest.mark.parametrize("name", PLAIN)
def test_the_solution_keeps_the_laws_of_its_task(name: str) -> None:
    """A law that a right function breaks would send candidates astray."""
    checks = checks_of(CODED[name])
    for case in checks.cases(seed=11, count=60):
        if case.raises is None:
            assert_lawful(checks, case)


@pytest.mark.parametrize("name", PLAIN)
@settings(max_examples=60, deadline=None)
@given(choices=st.lists(st.integers(0, HIGHEST), min_size=LENGTH, max_size=LENGTH))
def test_any_choices_make_a_case_that_the_statement_allows(name: str, choices: list[int]) -> None:
    """Whatever shrinking comes upon, both opinions agree on it and the laws hold."""
    checks = checks_of(CODED[name])
    case = checks.replay(choices)
    expected = checks.expected(case.arguments)
    other = checks.second_opinion(case.arguments)
    assert difference(other, expected, checks.tolerance(case.arguments)) is None
    assert_lawful(checks, case)


@pytest.mark.parametrize("name", sorted(CODED))
def test_the_plainest_case_can_be_read_at_a_glance(name: str) -> None:
    """All choices zero: a few dozen numbers at most, no negative strides, nothing rounded."""
    checks = checks_of(CODED[name])
    arrays = [item for item in checks.replay([]).arguments.values() if isinstance(item, np.ndarray)]
    assert sum(array.size for array in arrays) <= 32
    assert all(array.flags.c_contiguous for array in arrays)


@pytest.mark.parametrize("name", sorted(CODED))
def test_every_share_of_the_score_is_told_apart(name: str) -> None:
    """Two to five shares; side effects have one of their own."""
    shares = checks_of(CODED[name]).credit
    assert 2 <= len(shares) <= 5
    assert [share.effects for share in shares].count(True) == 1


def seen(checks: Checks, cases: list[Case]) -> dict[str, set[Any]]:
    """The element types, and the lengths of axes, of each array argument."""
    found: dict[str, set[Any]] = {}
    for case in cases:
        for name, value in case.arguments.items():
            if isinstance(value, np.ndarray):
                found.setdefault(name, set()).update({str(value.dtype), *value.shape})
    return found


@pytest.mark.parametrize("name", sorted(CODED))
def test_a_verdict_tries_narrow_floats_and_axes_of_one(name: str) -> None:
    """Twenty ordinary cases hold float32, and in some argument an axis of length one."""
    checks = checks_of(CODED[name])
    found = seen(checks, [checks.ordinary(5, turn) for turn in range(20)])
    assert any("float32" in kinds for kinds in found.values())
    assert any(1 in kinds for kinds in found.values()) or name == "roc-auc"
