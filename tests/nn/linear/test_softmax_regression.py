"""Softmax regression."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

from heldout.nn.linear import logistic_regression, softmax_regression
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, values

X, Y = load_iris(return_X_y=True)


def test_on_iris_it_is_scikit_learn() -> None:
    """Weights and biases; scikit-learn's biases are shifted to a mean of 0."""
    weight, bias = softmax_regression(X, Y, 3, strength=0.01, tolerance=1e-11)
    theirs = LogisticRegression(C=1 / (0.01 * len(X)), tol=1e-10, max_iter=10_000).fit(X, Y)
    agrees(weight, theirs.coef_.T, 1e-4)
    agrees(bias - bias.mean(), theirs.intercept_ - theirs.intercept_.mean(), 1e-4)
    assert ((X @ weight + bias).argmax(axis=1) == Y).mean() > 0.95


def test_the_columns_add_up_to_zero() -> None:
    """The penalty settles what the loss leaves open."""
    weight, bias = softmax_regression(X, Y, 3, strength=0.01)
    agrees(weight.sum(axis=1), np.zeros(4))
    agrees(bias.sum(), np.float64(0))


def test_two_classes_are_logistic_regression_of_half_the_strength() -> None:
    """By the difference of the columns."""
    x, y = values(0, 40, 3), (values(1, 40) > 0).astype(int)
    weight, bias = softmax_regression(x, y, 2, strength=0.1)
    expected, offset = logistic_regression(x, y, strength=0.05)
    agrees(weight[:, 1] - weight[:, 0], expected, 1e-6)
    agrees(bias[1] - bias[0], offset, 1e-6)


def test_a_shift_of_the_features_moves_only_the_bias() -> None:
    """By 10,000, and in float32 as it comes."""
    weight, _ = softmax_regression(X, Y, 3, strength=0.01)
    far, _ = softmax_regression(X + 10_000, Y, 3, strength=0.01)
    agrees(far, weight, 1e-6)
    single, bias = softmax_regression(X.astype(np.float32), Y, 3, strength=0.01)
    assert single.dtype == bias.dtype == np.float32
    agrees(single, weight, 1e-4)


def test_a_strength_is_needed() -> None:
    """Without one there is no single answer."""
    with pytest.raises(ShapeError, match=r"strength must be positive.*given: 0.*1e-4"):
        softmax_regression(X, Y, 3, strength=0)
