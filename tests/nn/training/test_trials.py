"""The best of trials, and how many values they tried."""

from __future__ import annotations

import math

import pytest

from heldout.nn.shapes import ShapeError
from heldout.nn.training import Trial, best_trial, distinct_values

NAN = Trial({"rate": 0.0}, math.nan)


def test_the_highest_score_wins_and_the_first_of_equals() -> None:
    """Wherever it stands."""
    low, high, same = (Trial({"rate": r}, s) for r, s in ((1.0, 0.2), (2.0, 0.9), (3.0, 0.9)))
    assert best_trial([low, high, same]) is high
    assert best_trial([same, low, high]) is same


def test_nan_is_never_best() -> None:
    """Not in front, where `max` would keep it, and not behind."""
    one = Trial({"rate": 1.0}, -5.0)
    assert max([NAN, one], key=lambda trial: trial.score) is NAN
    assert best_trial([NAN, one]) is one
    assert best_trial([one, NAN]) is one


@pytest.mark.parametrize(("trials", "given"), [([NAN, NAN], "2 trials, all"), ([], "no trials")])
def test_nothing_but_nan_is_an_error(trials: list[Trial], given: str) -> None:
    """Which says where to look."""
    with pytest.raises(ShapeError, match=f"a number; given: {given}.*scoring suit the task"):
        best_trial(trials)


def test_values_are_counted_by_name() -> None:
    """Each once, whatever the rest of the settings."""
    trials = [Trial({"a": a, "b": b}, 0.0) for a in (1, 2, 2) for b in ("x", "x")]
    assert distinct_values([*trials, Trial({"a": 9}, 0.0)]) == {"a": 3, "b": 1}
