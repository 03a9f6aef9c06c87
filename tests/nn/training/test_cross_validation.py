"""Cross-validation scores rows that the model has not seen."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import Ridge
from sklearn.model_selection import KFold, cross_val_score

from heldout.nn.shapes import Array, ShapeError
from heldout.nn.training import cross_validate

from ..oracle import agrees, values


def _ridge(x: Array, y: Array, penalty: float = 1.0) -> Array:
    mean_x, mean_y = x.mean(axis=0), y.mean()
    centred = x - mean_x
    gram = centred.T @ centred + penalty * np.eye(x.shape[1])
    weight = np.linalg.solve(gram, centred.T @ (y - mean_y))
    return np.append(weight, mean_y - mean_x @ weight)


def _negative_error(model: Array, x: Array, y: Array) -> float:
    return -float(((x @ model[:-1] + model[-1] - y) ** 2).mean())


@settings(max_examples=25, deadline=None)
@given(st.integers(6, 30), st.integers(2, 5), st.floats(0.01, 10), st.integers(0, 9))
def test_it_is_the_one_of_scikit_learn(N: int, K: int, penalty: float, seed: int) -> None:
    """Ridge regression on the same folds: the same scores in the same order."""
    x, y = values(seed, N, 4), values(seed + 1, N)
    folds = KFold(K, shuffle=True, random_state=seed)
    ours = cross_validate(_ridge, _negative_error, x, y, folds.split(x), penalty=penalty)
    theirs = cross_val_score(Ridge(penalty), x, y, cv=folds, scoring="neg_mean_squared_error")
    agrees(ours, theirs, 1e-8)


def test_a_model_that_remembers_gets_nothing_for_it() -> None:
    """It knows its training rows by heart, and every row is held out from it once."""
    x, y = np.arange(12.0)[:, None], np.arange(12)
    folds = list(KFold(4).split(x))

    def score(model: set[float], x: Array, y: Array) -> float:
        return float(np.mean([row in model for row in x[:, 0]]))

    assert cross_validate(lambda x, y: set(x[:, 0]), score, x, y, folds) == [0, 0, 0, 0]


def test_shared_rows_are_a_leak() -> None:
    """And are told, not scored."""
    fold = (np.array([0, 1, 2]), np.array([2, 3]))
    with pytest.raises(ShapeError, match=r"trained on and scored; given: 1 shared rows\. Pass"):
        cross_validate(_ridge, _negative_error, values(0, 4, 2), values(1, 4), [fold])


def test_x_and_y_belong_together() -> None:
    """One row each."""
    with pytest.raises(ShapeError, match="x and y must have one row each; given: 4, 5"):
        cross_validate(_ridge, _negative_error, values(0, 4, 2), values(1, 5), [])
