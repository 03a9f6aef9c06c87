"""A grid is the product of its axes."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from sklearn.model_selection import ParameterGrid

from heldout.nn.shapes import ShapeError
from heldout.nn.training import best_trial, distinct_values, grid, grid_search

from ..oracle import distinct


@settings(max_examples=25, deadline=None)
@given(distinct(3, most=5))
def test_it_is_the_grid_of_scikit_learn(sizes: tuple[int, ...]) -> None:
    """The same combinations, each once, product of the sizes in number."""
    axes = {name: list(range(size)) for name, size in zip("abc", sizes, strict=True)}
    combinations = grid(axes)
    assert len(combinations) == math.prod(sizes)
    expected = list(ParameterGrid(axes))
    assert sorted(map(str, combinations)) == sorted(map(str, expected))
    assert combinations == expected  # axes in alphabetical order: the same order, last one fastest


def test_nine_trials_try_three_values_of_each() -> None:
    """What random search has against it."""
    trials = grid_search(lambda rate, width: 0.0, {"rate": [0.1, 0.2, 0.3], "width": [8, 16, 32]})
    assert len(trials) == 9
    assert distinct_values(trials) == {"rate": 3, "width": 3}


def test_each_combination_is_scored_once() -> None:
    """With its own settings, and the score stands beside them."""
    calls = []

    def score(a: int, b: str) -> float:
        calls.append((a, b))
        return a * (b == "y")

    trials = grid_search(score, {"a": [1, 2], "b": ["x", "y"]})
    assert calls == [(1, "x"), (1, "y"), (2, "x"), (2, "y")]
    assert [trial.score for trial in trials] == [0, 1, 0, 2]
    assert best_trial(trials).settings == {"a": 2, "b": "y"}


def test_no_axis_is_one_combination_and_an_empty_axis_is_an_error() -> None:
    """The empty product is one; an axis without values would silently try nothing."""
    assert grid({}) == [{}]
    with pytest.raises(ShapeError, match=r"b must have a value or more; given: none\. List"):
        grid({"a": [1], "b": []})
