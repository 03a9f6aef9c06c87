"""Ridge regression."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from sklearn.linear_model import Ridge

from heldout.nn.linear import least_squares, ridge, ridge_degrees, ridge_path
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, slope, values


@settings(max_examples=25, deadline=None)
@given(distinct(3))
def test_it_is_scikit_learn(sizes: tuple[int, ...]) -> None:
    """Also with fewer samples than features, several targets, weights, and no intercept."""
    N, D, K = sizes
    x, y, s = values(0, N, D) + 3, values(1, N, K), values(2, N) ** 2 + 0.1
    for weights in (None, s):
        for intercept in (True, False):
            theirs = Ridge(0.7, fit_intercept=intercept, solver="cholesky").fit(x, y, weights)
            weight, bias = ridge(x, y, 0.7, weights=weights, intercept=intercept)
            coefficients = np.atleast_2d(theirs.coef_).T.reshape(D, K)
            agrees(weight, coefficients, 1e-6)
            agrees(bias, np.broadcast_to(theirs.intercept_, K), 1e-6)
            one, its_bias = ridge(x, y[:, 0], 0.7, weights=weights, intercept=intercept)
            agrees(one, weight[:, 0])
            agrees(its_bias, bias[0])


def test_it_is_the_minimum_of_the_stated_objective() -> None:
    """½ on both terms; with ½ on the penalty alone it would be another."""
    x, y = values(0, 20, 3), values(1, 20)
    w, b = ridge(x, y, 2.0)

    def objective(both: np.ndarray) -> float:
        error = x @ both[:3] + both[3] - y
        return float(error @ error + 2.0 * both[:3] @ both[:3]) / 2

    agrees(slope(objective, np.append(w, b), 1.0), np.zeros(4))


def test_without_strength_it_is_least_squares() -> None:
    """Also when a feature is there twice: the shortest answer, no division by 0."""
    x, y = values(0, 20, 3), values(1, 20)
    for inputs in (x, np.hstack([x, x[:, :1]])):
        agrees(ridge(inputs, y, 0.0)[0], least_squares(inputs, y)[0])


def test_the_norm_falls_and_nothing_is_zero() -> None:
    """Along the path, which is the single fits."""
    x, y = values(0, 30, 5), values(1, 30)
    strengths = [0.01, 0.1, 1, 10, 100, 1e4]
    path = ridge_path(x, y, strengths)
    norms = [np.linalg.norm(w) for w, _ in path]
    assert (np.diff(norms) < 0).all()
    assert all((w != 0).all() for w, _ in path)
    for strength, (w, b) in zip(strengths, path, strict=True):
        alone = ridge(x, y, strength)
        agrees(w, alone[0])
        agrees(b, alone[1])


def test_the_penalty_leaves_the_bias_alone() -> None:
    """At any strength the mean of the predictions is the mean of the targets; a shift moves b."""
    x, y = values(0, 30, 5), values(1, 30)
    w, b = ridge(x, y + 1000, 1e6)
    assert (x @ w + b).mean() == pytest.approx((y + 1000).mean())
    agrees(w, ridge(x, y, 1e6)[0], 1e-9)


def test_strength_is_many_rows_of_zeros() -> None:
    """√λ I under x with zeros under y, and plain least squares: the same."""
    x, y = values(0, 20, 3), values(1, 20)
    rows = np.vstack([x, 2**0.5 * np.eye(3)])
    agrees(
        ridge(x, y, 2.0, intercept=False)[0],
        np.linalg.lstsq(rows, np.append(y, np.zeros(3)))[0],
    )


def test_degrees_of_freedom_are_the_trace_of_the_hat() -> None:
    """From the rank down to 0."""
    x = values(0, 20, 3)
    centred = x - x.mean(axis=0)
    hat = centred @ np.linalg.solve(centred.T @ centred + 2 * np.eye(3), centred.T)
    assert ridge_degrees(x, 2.0) == pytest.approx(np.trace(hat))
    assert ridge_degrees(x, 0.0) == pytest.approx(3)
    assert ridge_degrees(np.hstack([x, x]), 0.0) == pytest.approx(3)
    assert ridge_degrees(x, 1e9) < 1e-6


@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_the_dtype_stays_and_large_means_lose_nothing(dtype: type) -> None:
    """Features around 1,000, in half precision."""
    x = (values(0, 30, 3) * 4 + 1000).astype(dtype)
    y = x.astype(float) @ np.array([1.0, -1.0, 0.5])
    weight, bias = ridge(x, y, 0.1)
    assert weight.dtype == bias.dtype == dtype
    theirs = Ridge(0.1).fit(x.astype(float), y)
    agrees(weight, theirs.coef_, 2 * float(np.finfo(dtype).eps))


def test_a_strength_is_not_negative() -> None:
    """For the fit and for the degrees."""
    with pytest.raises(ShapeError, match=r"strength must not.*given: -1.*reward"):
        ridge(np.ones((3, 2)), np.ones(3), -1)
    with pytest.raises(ShapeError, match=r"strength must not.*given: -1"):
        ridge_degrees(np.ones((3, 2)), -1)
