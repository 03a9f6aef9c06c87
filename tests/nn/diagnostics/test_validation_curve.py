"""Scores against a hyperparameter."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.linear_model import Ridge
from sklearn.model_selection import validation_curve as theirs

from heldout.nn.diagnostics import validation_curve
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, values


def test_it_is_that_of_scikit_learn() -> None:
    """On one split of a ridge problem with more features than it can use."""
    x = values(0, 60, 30)
    y = x[:, 0] + values(1, 60)
    strengths = [0.01, 1.0, 30.0, 1e4]
    split = [(np.arange(40), np.arange(40, 60))]

    def score(strength: float) -> tuple[float, float]:
        model = Ridge(strength).fit(x[:40], y[:40])
        return model.score(x[:40], y[:40]), model.score(x[40:], y[40:])

    ours = validation_curve(score, strengths)
    training, validation = theirs(
        Ridge(), x, y, param_name="alpha", param_range=strengths, cv=split
    )
    agrees(ours.training, training[:, 0])
    agrees(ours.validation, validation[:, 0])
    assert ours.best == int(validation[:, 0].argmax())
    agrees(ours.gaps, training[:, 0] - validation[:, 0])
    assert ours.gaps[0] > ours.gaps[2]


def test_each_value_is_tried_once_in_order_and_ties_go_to_the_first() -> None:
    """Values may be anything."""
    tried = []

    def score(name: str) -> tuple[float, float]:
        tried.append(name)
        return 1.0, {"a": 0.5, "b": 0.7, "c": 0.7}[name]

    assert validation_curve(score, ["a", "b", "c"]).best == 1
    assert tried == ["a", "b", "c"]


def test_nothing_to_try_and_no_numbers_are_told() -> None:
    """A fit that diverged is no score."""
    with pytest.raises(ShapeError, match=r"values to try.*given: none.*three"):
        validation_curve(lambda value: (0.0, 0.0), [])
    with pytest.raises(ShapeError, match=r"scores must be finite.*given: \[nan\].*Diverged"):
        validation_curve(lambda value: (0.0, float("nan")), [1])
