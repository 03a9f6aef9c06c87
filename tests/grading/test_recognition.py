"""Which known mistake a candidate's code makes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from heldout.grading import Bench
from heldout.grading.assessment import Failure
from heldout.grading.checks import Case, Checks
from heldout.grading.comparison import Difference
from heldout.grading.examination import Starter
from heldout.grading.recognition import recognise, wrong_attempts
from heldout.grading.trial import Trial
from heldout.records import Mistake
from heldout.sandbox import Judge, Limits, Raised, Returned

from .coded import load_checks, write_question

ROWS = Mistake("rows", "You took the mean of the rows.")
FIRST = Mistake("first", "You took the mean of the first row for all of them.")
X = np.array([[1.0, 2.0], [5.0, 9.0], [0.0, 1.0]])


@pytest.fixture
def checks(tmp_path: Path) -> Checks:
    """The checks of `centre`, with its wrong attempts."""
    return load_checks(write_question(tmp_path), "centre")


def failure(value: object, x: np.ndarray = X) -> Failure:
    """A case at which the candidate's code returned that value."""
    outcome = Returned(value, (), (), "", 0.0)
    trial = Trial(Case(None, {"x": x}), outcome, None)
    return Failure(trial, Difference("wrong-value", "No."))


def known(
    checks: Checks, judge: Judge, *failures: Failure, passed: Sequence[Trial] = ()
) -> Mistake | None:
    """What is recognised in these failures."""
    starter = Starter("", "numpy", Limits(), Bench(judge, lambda _: None, 7), checks)
    return recognise(checks, failures, passed, [ROWS, FIRST], starter, False)


def centred_rows(x: np.ndarray) -> np.ndarray:
    """What the mistake `rows` leads to."""
    return x - x.mean(axis=1, keepdims=True)


def test_the_attempt_that_answers_alike_names_the_mistake(checks: Checks, judge: Judge) -> None:
    """On every failing case, within the tolerance."""
    assert known(checks, judge, failure(centred_rows(X) + 1e-12)) is ROWS
    assert (
        known(checks, judge, failure(centred_rows(X)), failure(centred_rows(2 * X), 2 * X)) is ROWS
    )


def test_one_case_that_differs_is_enough_to_say_nothing(checks: Checks, judge: Judge) -> None:
    """A mistake that is named must be the one that was made."""
    assert known(checks, judge, failure(centred_rows(X)), failure(X * 7)) is None
    assert known(checks, judge, failure(centred_rows(X).astype(int))) is None


def test_of_mistakes_that_fail_alike_the_one_that_passes_alike_is_named(
    tmp_path: Path, judge: Judge
) -> None:
    """On rows that have one mean the two do the same; a case that passed tells them apart."""
    folder = write_question(tmp_path)
    (folder / "attempts" / "wrong-zfirst.py").write_text(
        "# expect: first\ndef centre(x, scale=1.0):\n    return x - x[:1].mean()\n"
    )
    checks = load_checks(folder, "centre")
    even = np.array([[1.0, 3.0], [2.0, 2.0]])
    failing = failure(centred_rows(even), even)
    of_rows = failure(centred_rows(X)).trial
    of_first = failure(X - X[:1].mean()).trial
    of_neither = failure(X * 7).trial
    assert known(checks, judge, failing, passed=[of_rows]) is ROWS
    assert known(checks, judge, failing, passed=[of_first]) is FIRST
    assert known(checks, judge, failing, passed=[of_neither]) is ROWS


def test_an_attempt_without_a_known_mistake_names_nothing(checks: Checks, judge: Judge) -> None:
    """Standard findings and files that expect nothing are for verify."""
    assert known(checks, judge, failure(X)) is None


def test_code_that_only_raises_resembles_no_attempt(checks: Checks, judge: Judge) -> None:
    """There is nothing to compare."""
    raised = Raised("ValueError", "no", 1, "", "", 0.0)
    silent = Failure(Trial(Case(None, {"x": X}), raised, None), Difference("raised", "No."))
    assert known(checks, judge, silent) is None
    assert known(checks, judge) is None


def test_the_first_line_of_an_attempt_says_what_to_expect(checks: Checks) -> None:
    """In the order of the file names; empty where it says nothing."""
    found = [(item.file.stem, item.expect) for item in wrong_attempts(checks.folder)]
    assert found == [
        ("wrong-in-place", "changed-argument"),
        ("wrong-rows", "rows"),
        ("wrong-unnamed", ""),
    ]


def test_an_exception_is_alike_when_its_type_and_words_are(tmp_path: Path, judge: Judge) -> None:
    """As when the mistake makes an array of a shape that does not fit."""
    folder = write_question(tmp_path)
    wrong = folder / "attempts" / "wrong-rows.py"
    wrong.write_text("# expect: rows\ndef centre(x, scale=1.0):\n    return x - x[0, 0, 0]\n")
    checks = load_checks(folder, "centre")

    def raising(message: str) -> Failure:
        outcome = Raised("IndexError", message, 2, "", "", 0.0)
        return Failure(Trial(Case(None, {"x": X}), outcome, None), Difference("raised", "No."))

    same = "too many indices for array: array is 2-dimensional, but 3 were indexed"
    assert known(checks, judge, raising(same)) is ROWS
    assert known(checks, judge, raising("another error")) is None
