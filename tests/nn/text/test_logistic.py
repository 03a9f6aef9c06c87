"""Logistic regression by Newton's steps."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from heldout.nn.shapes import ShapeError
from heldout.nn.text import Logistic

from ..oracle import agrees, slope, values


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 5), st.floats(1e-4, 1), st.integers(0, 999))
def test_it_is_scikit_learns(D: int, penalty: float, seed: int) -> None:
    """Weights, bias and probabilities; its C is 1 / (N λ)."""
    x = values(seed, 40, D)
    y = (x[:, 0] + values(seed + 1, 40) > 0).astype(int)
    y[:2] = 0, 1
    ours = Logistic(x, y, penalty=penalty)
    theirs = LogisticRegression(C=1 / (40 * penalty), tol=1e-12, max_iter=10_000).fit(x, y)
    agrees(ours.weight, theirs.coef_[0], 2e-4)
    agrees(ours.bias, theirs.intercept_[0], 2e-4)
    agrees(ours.probabilities(x), theirs.predict_proba(x)[:, 1], 2e-4)


def test_the_slope_of_the_loss_is_0_at_the_end() -> None:
    """By finite differences of the penalised loss written from its definition."""
    x = values(2, 30, 3)
    y = (values(3, 30) > 0).astype(float)
    model = Logistic(x, y, penalty=0.1)

    def loss(theta: np.ndarray) -> float:
        z = x @ theta[:3] + theta[3]
        p = 1 / (1 + np.exp(-z))
        return float(
            -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean() + 0.05 * theta[:3] @ theta[:3]
        )

    agrees(slope(loss, np.append(model.weight, model.bias), 1.0), np.zeros(4), 1e-8)


def test_parted_classes_far_away_stay_finite() -> None:
    """Scores of ±1000 give probabilities of 0 and 1 without overflow."""
    x = np.array([[-1e3], [-900.0], [900.0], [1e3]])
    model = Logistic(x, np.array([0, 0, 1, 1]), penalty=1e-8)
    assert np.isfinite(model.weight).all()
    np.testing.assert_allclose(model.probabilities(1000 * x), [0, 0, 1, 1], atol=1e-9)


def test_one_class_alone_needs_no_weights() -> None:
    """Only the bias grows, and it stays finite."""
    model = Logistic(values(4, 9, 2), np.ones(9))
    assert np.isfinite(model.bias)
    assert (model.probabilities(values(4, 9, 2)) > 0.99).all()


def test_swapping_the_classes_swaps_the_signs() -> None:
    """p becomes 1 − p."""
    x, y = values(5, 25, 3), (values(6, 25) > 0).astype(int)
    agrees(Logistic(x, 1 - y).weight, -Logistic(x, y).weight, 1e-8)


@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_the_type_is_kept(dtype: type) -> None:
    """The fit is made in float64."""
    x = values(7, 30, 2).astype(dtype)
    model = Logistic(x, (x[:, 0] > 0).astype(int))
    assert model.weight.dtype == dtype
    assert model.probabilities(x).dtype == dtype
    wide = Logistic(x.astype(float), (x[:, 0] > 0).astype(int))
    np.testing.assert_allclose(
        model.probabilities(x), wide.probabilities(x.astype(float)), atol=5e-3
    )


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"y must have shape \(3,\); given: shape \(2,\). One"):
        Logistic(np.ones((3, 2)), np.ones(2))
    with pytest.raises(ShapeError, match="y must lie from 0 to 1"):
        Logistic(np.ones((3, 2)), np.array([-1, 1, 1]))
    with pytest.raises(ShapeError, match=r"penalty must be positive; given: 0. Parted classes"):
        Logistic(np.ones((3, 2)), np.ones(3), penalty=0)
    with pytest.raises(ShapeError, match="x must have 2 columns; given: 3"):
        Logistic(np.ones((3, 2)), np.ones(3)).scores(np.ones((1, 3)))
