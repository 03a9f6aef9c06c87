"""From a failing input to a small one that still fails."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from heldout.grading import shrinking
from heldout.grading.checks import Case, Checks, load_checks
from heldout.grading.comparison import Difference
from heldout.grading.shrinking import shrink
from heldout.grading.trial import Failure
from heldout.sandbox import Returned

from .coded import write_question

OUTCOME = Returned(0.0, (), (), "", 0.0)


@pytest.fixture
def checks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checks:
    """The checks of `centre`, and all the time in the world."""
    monkeypatch.setattr(shrinking, "SECONDS", 60.0)
    return load_checks(write_question(tmp_path), "centre")


def failing(case: Case, kind: str = "wrong-value") -> Failure:
    """A failure of that case."""
    return Failure(case, Difference(kind, "No."), 0.0, OUTCOME)


def large() -> Case:
    """A case of forty numbers with many digits."""
    return Case(None, {"x": np.random.default_rng(0).normal(size=(5, 8)), "scale": 1.5})


def test_the_smallest_size_that_fails_is_found(checks: Checks) -> None:
    """Where everything fails, the first draw of the smallest size is taken."""
    found = shrink(checks, failing(large()), failing, seed=1)
    assert found.case.arguments["x"].size <= 9


def test_values_become_whole_while_it_still_fails(checks: Checks) -> None:
    """Plain numbers are read sooner."""
    x = shrink(checks, failing(large()), failing, seed=1).case.arguments["x"]
    np.testing.assert_array_equal(x, np.round(x))


def test_values_keep_the_digits_that_the_failure_needs(checks: Checks) -> None:
    """One decimal where whole numbers would pass."""

    def attempt(case: Case) -> Failure | None:
        x = case.arguments["x"]
        return failing(case) if np.any(x != np.round(x)) else None

    x = shrink(checks, failing(large()), attempt, seed=1).case.arguments["x"]
    np.testing.assert_array_equal(x, np.round(x, 1))
    assert np.any(x != np.round(x))


def test_what_fails_only_when_large_stays_large(checks: Checks) -> None:
    """Never to an input that passes, and never to a larger one."""

    def attempt(case: Case) -> Failure | None:
        return failing(case) if case.arguments["x"].size >= 12 else None

    found = shrink(checks, failing(large()), attempt, seed=1)
    assert 12 <= found.case.arguments["x"].size <= 40


def test_another_kind_of_failure_is_not_taken(checks: Checks) -> None:
    """A smaller input that raises tells nothing about a wrong value."""
    first = failing(large())
    assert shrink(checks, first, lambda case: failing(case, "raised"), seed=1) is first


def test_what_passes_everywhere_else_stays_as_it_is(checks: Checks) -> None:
    """The failure that was found is the best there is."""
    first = failing(large())
    assert shrink(checks, first, lambda case: None, seed=1) is first


def test_dtype_is_kept_and_nan_does_not_go_on_for_ever(checks: Checks) -> None:
    """Rounding must end where nothing gets plainer."""
    tried: list[Case] = []

    def attempt(case: Case) -> Failure:
        tried.append(case)
        assert len(tried) < 10, "it goes round in circles"
        return failing(case)

    case = Case(None, {"x": np.array([np.nan, 1.25], np.float32), "scale": np.array(2)})
    found = shrink(checks, failing(case), attempt, seed=1)
    assert found.case.arguments["x"].dtype == np.float32
    assert found.case.arguments["x"].tolist()[1] == 1.0


def test_a_named_point_keeps_its_name(checks: Checks) -> None:
    """Where no smaller draw fails, its values may still become plainer."""

    def attempt(case: Case) -> Failure | None:
        return failing(case) if case.name else None

    case = Case("large values", {"x": np.array([[100.4, 2.6]])})
    found = shrink(checks, failing(case), attempt, seed=1)
    assert found.case.name == "large values"
    assert found.case.arguments["x"].tolist() == [[100.0, 3.0]]


def test_without_time_the_first_failure_is_shown(
    checks: Checks, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for a better example."""
    monkeypatch.setattr(shrinking, "SECONDS", -1.0)
    called: list[Any] = []
    first = failing(large())
    assert shrink(checks, first, called.append, seed=1) is first
    assert not called
