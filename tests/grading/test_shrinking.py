"""From a failing input to a small one that still fails."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from heldout.grading import shrinking
from heldout.grading.assessment import Failure
from heldout.grading.checks import Case, Checks
from heldout.grading.comparison import Difference
from heldout.grading.shrinking import shrink
from heldout.grading.trial import Trial
from heldout.sandbox import Returned

from .coded import CHECKS, load_checks, write_question

OUTCOME = Returned(0.0, (), (), "", 0.0)


@pytest.fixture
def checks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checks:
    """The checks of `centre`, and all the time in the world."""
    monkeypatch.setattr(shrinking, "SECONDS", 60.0)
    return load_checks(write_question(tmp_path), "centre")


def failing(case: Case, kind: str = "wrong-value") -> Failure:
    """A failure of that case."""
    return Failure(Trial(case, OUTCOME, 0.0), Difference(kind, "No."))


def large() -> Case:
    """A case of forty numbers with many digits."""
    return Case(None, {"x": np.random.default_rng(0).normal(size=(5, 8)), "scale": 1.5})


def test_where_everything_fails_the_plainest_case_is_shown(checks: Checks) -> None:
    """The smallest sizes, whole numbers, no option."""
    arguments = shrink(checks, failing(large()), failing, seed=1).trial.case.arguments
    assert set(arguments) == {"x"}
    assert arguments["x"].size <= 6
    np.testing.assert_array_equal(arguments["x"], np.round(arguments["x"]))


def test_what_the_failure_needs_is_kept(checks: Checks) -> None:
    """An option without which it passes, and a size below which it passes."""

    def attempt(case: Case) -> Failure | None:
        needed = "scale" in case.arguments and case.arguments["x"].shape[1] >= 4
        return failing(case) if needed else None

    found = shrink(checks, failing(large()), attempt, seed=1).trial.case.arguments
    assert "scale" in found
    assert found["x"].shape[1] in (4, 5)
    assert found["x"].shape[0] <= 2


def test_another_kind_of_failure_is_not_taken(checks: Checks) -> None:
    """A smaller input that raises tells nothing about a wrong value."""
    first = failing(large())
    assert shrink(checks, first, lambda case: failing(case, "raised"), seed=1) is first


def test_what_passes_everywhere_else_stays_as_it_is(checks: Checks) -> None:
    """The failure that was found is the best there is."""
    first = failing(large())
    assert shrink(checks, first, lambda case: None, seed=1) is first


def test_a_hand_placed_case_stays_as_it_is(checks: Checks) -> None:
    """It is small already, and its name says why it is there."""
    first = failing(Case("large values", {"x": np.array([[100.4, 2.6]])}))
    called: list[Any] = []
    assert shrink(checks, first, called.append, seed=1) is first
    assert not called


def test_no_example_is_worse_than_the_failure_itself(checks: Checks) -> None:
    """Something plain that came by chance is not exchanged for something longer."""
    plain = failing(Case(None, {"x": np.array([[1.0]])}))

    def attempt(case: Case) -> Failure | None:
        return failing(case) if case.arguments["x"].size >= 6 else None

    assert shrink(checks, plain, attempt, seed=1) is plain


def test_sizes_that_a_task_does_not_have_are_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An author's inputs() may refuse what no verdict would draw."""
    monkeypatch.setattr(shrinking, "SECONDS", 60.0)
    text = CHECKS.replace("    return {", "    assert columns > 3\n    return {")
    checks = load_checks(write_question(tmp_path, checks=text), "centre")
    found = shrink(checks, failing(large()), failing, seed=1).trial.case.arguments
    assert found["x"].shape[1] == 4


def test_without_time_the_first_failure_is_shown(
    checks: Checks, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for a better example."""
    monkeypatch.setattr(shrinking, "SECONDS", -1.0)
    called: list[Any] = []
    first = failing(large())
    assert shrink(checks, first, called.append, seed=1) is first
    assert not called


def test_lists_of_arrays_of_different_shapes_are_weighed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The weights of some layers, say: what counts is the numbers that stand in them."""
    monkeypatch.setattr(shrinking, "SECONDS", 60.0)
    text = CHECKS.replace('{"x": draw.numbers(rows, columns), **', "{**_layers(draw, rows), **")
    text += (
        "\ndef _layers(draw, rows):\n"
        '    layers = [draw.numbers(rows, 2), {"bias": draw.numbers(rows)}, (1.0, None)]\n'
        '    return {"x": draw.numbers(rows, 1), "layers": layers}\n'
    )
    checks = load_checks(write_question(tmp_path, checks=text), "centre")
    rng = np.random.default_rng(0)
    layers = [rng.normal(size=(5, 8)), {"bias": rng.normal(size=5)}, (1.0, None)]
    first = failing(Case(None, {"x": rng.normal(size=(5, 1)), "layers": layers}))
    found = shrink(checks, first, failing, seed=1).trial.case.arguments
    assert found["layers"][0].size <= 4
