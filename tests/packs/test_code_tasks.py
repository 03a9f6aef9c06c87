"""What the code tasks of the pack `core` declare holds for their own solutions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

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
@settings(max_examples=40, deadline=None)
@given(choices=st.lists(st.integers(0, HIGHEST), min_size=LENGTH, max_size=LENGTH))
def test_any_choices_make_a_case_that_the_statement_allows(name: str, choices: list[int]) -> None:
    """Whatever shrinking comes upon, both opinions agree on it and the laws hold."""
    checks = checks_of(CODED[name])
    case = checks.replay(choices)
    expected = checks.expected(case.arguments)
    other = checks.second_opinion(case.arguments)
    assert difference(other, expected, checks.tolerance(case.arguments)) is None
    assert_lawful(checks, case)


def arrays_in(value: Any) -> Iterator[NDArray[Any]]:
    """Every array in lists, tuples and dictionaries, at any depth."""
    if isinstance(value, np.ndarray):
        yield value
    elif isinstance(value, dict | list | tuple):
        for item in value.values() if isinstance(value, dict) else value:
            yield from arrays_in(item)


@pytest.mark.parametrize("name", sorted(CODED))
def test_the_plainest_case_can_be_read_at_a_glance(name: str) -> None:
    """All choices zero: a few dozen numbers at most, no negative strides, nothing rounded."""
    checks = checks_of(CODED[name])
    arrays = list(arrays_in(list(checks.replay([]).arguments.values())))
    assert sum(array.size for array in arrays) <= 64
    assert all(array.flags.c_contiguous for array in arrays)


@pytest.mark.parametrize("name", sorted(CODED))
def test_every_share_of_the_score_is_told_apart(name: str) -> None:
    """Two to seven shares; side effects have one of their own, where there can be any."""
    checks = checks_of(CODED[name])
    assert 2 <= len(checks.credit) <= 7
    given = list(arrays_in(list(checks.example.values())))
    own = [share.effects for share in checks.credit].count(True)
    assert own == 1 if given and checks.driver is None else own <= 1


@pytest.mark.parametrize("name", sorted(CODED))
def test_a_verdict_tries_narrow_floats_and_axes_of_one(name: str) -> None:
    """Twenty ordinary cases hold float32 where the statement does, and where there are matrices an
    axis of length one."""
    checks = checks_of(CODED[name])
    cases = [checks.ordinary(5, turn).arguments for turn in range(20)]
    arrays = [array for given in cases for array in arrays_in(list(given.values()))]
    if "float32" in CODED[name].prompt and arrays:
        assert any(array.dtype == np.float32 for array in arrays)
    if any(array.ndim > 1 for array in arrays):
        assert any(1 in array.shape for array in arrays)
