"""GridSearchCV: product × folds, the best refitted."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.model_selection import GridSearchCV, KFold
from sklearn.neighbors import KNeighborsRegressor

from heldout.nn.shapes import Array, ShapeError
from heldout.nn.training import grid_search_cv

from ..oracle import agrees, values

Model = tuple[Array, Array, int, bool]


def _neighbours(x: Array, y: Array, near: int, by_distance: bool) -> Model:
    return x, y, near, by_distance


def _score(model: Model, x: Array, y: Array) -> float:
    """Minus the mean squared error of the mean of the nearest."""
    known, answers, near, by_distance = model
    apart = np.sqrt(((x[:, None] - known) ** 2).sum(axis=2))
    nearest = np.argsort(apart, axis=1)[:, :near]
    weight = 1 / np.take_along_axis(apart, nearest, 1) if by_distance else np.ones(nearest.shape)
    said = (weight * answers[nearest]).sum(axis=1) / weight.sum(axis=1)
    return -float(((said - y) ** 2).mean())


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 99))
def test_it_is_the_one_of_scikit_learn(seed: int) -> None:
    """Every score of every fold, the choice and the refitted model."""
    x, y = values(seed, 30, 2), values(seed + 1, 30)
    folds = KFold(5, shuffle=True, random_state=seed)
    axes = {"near": [1, 3, 7], "by_distance": [False, True]}
    ours = grid_search_cv(_neighbours, _score, axes, x, y, folds.split(x))
    search = GridSearchCV(
        KNeighborsRegressor(),
        {"n_neighbors": [1, 3, 7], "weights": ["uniform", "distance"]},
        cv=folds,
        scoring="neg_mean_squared_error",
    )
    theirs = search.fit(x, y)
    splits = [theirs.cv_results_[f"split{fold}_test_score"] for fold in range(5)]
    agrees(ours.fold_scores, np.transpose(splits), 1e-9)
    agrees([trial.score for trial in ours.trials], theirs.cv_results_["mean_test_score"], 1e-9)
    agrees(ours.best.score, theirs.best_score_, 1e-9)
    new = values(seed + 2, 9, 2)
    agrees(_score(ours.model, new, np.zeros(9)), -float((theirs.predict(new) ** 2).mean()), 1e-9)


def test_fits_are_counted() -> None:
    """Combinations × folds, and the refit: from the calls themselves, with folds that run out."""
    rows = []

    def fit(x: Array, y: Array, **settings: int) -> int:
        rows.append(len(x))
        return settings["a"]

    x = values(0, 10, 1)
    folds = KFold(5).split(x)  # a generator
    axes = {"a": [1, 2, 3], "b": [1, 2]}
    found = grid_search_cv(fit, lambda model, x, y: -abs(model - 2.0), axes, x, x[:, 0], folds)
    assert found.fits == len(rows) == 3 * 2 * 5 + 1
    assert rows == [8] * 30 + [10]
    assert (found.best.settings, found.model) == ({"a": 2, "b": 1}, 2)
    assert found.fold_scores.shape == (6, 5)


def test_a_scoring_that_gives_nan_is_an_error() -> None:
    """As the binary ROC area does on three classes, where scikit-learn only warns."""
    x = values(0, 6, 1)
    with pytest.raises(ShapeError, match="3 trials, all of them nan"):
        grid_search_cv(
            lambda x, y, a: None,
            lambda model, x, y: math.nan,
            {"a": [1, 2, 3]},
            x,
            x[:, 0],
            KFold(2).split(x),
        )


def test_one_fold_is_refused() -> None:
    """It would be a single split under another name."""
    x = values(0, 6, 1)
    with pytest.raises(ShapeError, match=r"folds must be two or more; given: 1\. One split"):
        grid_search_cv(
            lambda x, y: None, lambda m, x, y: 0, {}, x, x, [(np.arange(3), np.arange(3, 6))]
        )
