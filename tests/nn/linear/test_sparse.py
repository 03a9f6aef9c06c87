"""Lasso and elastic net."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.linear_model import ElasticNet, Lasso

from heldout.nn.linear import elastic_net, lasso, strength_of_all_zeros
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, values

X = values(0, 40, 7) * np.array([1, 2, 0.5, 1, 1, 3, 1]) + 2
Y = X @ np.array([1, 0, -2, 0, 0.3, 0, 0]) + 0.5 * values(1, 40)


@pytest.mark.parametrize("strength", [0.001, 0.05, 0.3, 2.0])
@pytest.mark.parametrize("mix", [0.1, 0.5, 1.0])
@pytest.mark.parametrize("intercept", [True, False])
def test_both_are_scikit_learn(strength: float, mix: float, intercept: bool) -> None:
    """Values, and the same weights exactly 0."""
    theirs = ElasticNet(strength, l1_ratio=mix, fit_intercept=intercept, tol=1e-12, max_iter=10**6)
    theirs.fit(X, Y)
    weight, bias = elastic_net(X, Y, strength, mix, intercept=intercept)
    agrees(weight, theirs.coef_, 1e-6)
    agrees(bias, np.asarray(theirs.intercept_), 1e-5)
    agrees(weight == 0, theirs.coef_ == 0)
    if mix == 1:
        agrees(lasso(X, Y, strength, intercept=intercept)[0], weight)


def test_wide_data_and_correlated_features_come_to_the_same() -> None:
    """More features than samples; checked by the lasso's own conditions."""
    x = values(0, 15, 30) + values(1, 15, 1)
    y = x[:, 0] - x[:, 3] + 0.1 * values(2, 15)
    w, b = lasso(x, y, 0.05)
    residual = x.T @ (y - x @ w - b) / 15
    assert np.abs(residual).max() <= 0.05 + 1e-8
    agrees(residual[w != 0], 0.05 * np.sign(w[w != 0]), 1e-8)
    theirs = Lasso(0.05, tol=1e-12, max_iter=10**6).fit(x, y)
    agrees(w, theirs.coef_, 1e-5)


def test_from_a_known_strength_on_all_are_zero() -> None:
    """And just below, one is not."""
    most = strength_of_all_zeros(X, Y)
    assert (lasso(X, Y, most * 1.001)[0] == 0).all()
    assert (lasso(X, Y, most * 0.999)[0] != 0).sum() == 1
    agrees(lasso(X, Y, 2 * most)[1], np.asarray(Y.mean()))


def test_twins_share_under_the_elastic_net() -> None:
    """The same feature twice has the same weight twice."""
    x = np.hstack([X[:, :1], X[:, :1], X[:, 2:3]])
    w, _ = elastic_net(x, Y, 0.1, 0.5)
    assert w[0] == pytest.approx(w[1])
    assert w[0] > 0.05


def test_the_dtype_stays() -> None:
    """Float32 gives float32."""
    weight, bias = lasso(X.astype(np.float32), Y, 0.1)
    assert weight.dtype == bias.dtype == np.float32
    agrees(weight, lasso(X, Y, 0.1)[0], 1e-5)


def test_one_target_at_a_time() -> None:
    """And features that say something."""
    with pytest.raises(ShapeError, match=r"y must have shape \(N,\).*given: shape \(40, 1\).*one"):
        lasso(X, Y[:, None], 0.1)
    with pytest.raises(ShapeError, match=r"curvature must be positive.*constant"):
        lasso(np.ones((4, 2)), np.arange(4.0), 0.1)
