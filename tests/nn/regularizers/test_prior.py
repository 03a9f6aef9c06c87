"""The likeliest weights under a prior are the penalised ones."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from sklearn.linear_model import Lasso, Ridge

from heldout.nn.regularizers import (
    gaussian_prior,
    gaussian_prior_strength,
    laplace_prior,
    laplace_prior_strength,
    likeliest_on_grid,
)
from heldout.nn.shapes import Array, ShapeError

from ..oracle import agrees, values

X = values(0, 30, 2)
Y = X @ np.array([0.8, 0.05]) + 0.5 * values(1, 30)
AXIS = np.linspace(-1, 1, 401)  # 0 among them
GRID: Array = np.stack(np.meshgrid(AXIS, AXIS), axis=-1).reshape(-1, 2)


def test_the_priors_are_the_densities() -> None:
    """By SciPy, summed over the weights."""
    w = values(2, 5, 3)
    agrees(gaussian_prior(w, 0.7), stats.norm(0, 0.7).logpdf(w).sum(axis=1))
    agrees(laplace_prior(w, 0.7), stats.laplace(0, 0.7).logpdf(w).sum(axis=1))


@pytest.mark.parametrize("deviation", [0.05, 0.2, 5.0])
def test_a_gaussian_prior_is_ridge(deviation: float) -> None:
    """With λ = σ²/τ²: the best of 160,801 points is scikit-learn's, to the grid's width."""
    found = likeliest_on_grid(X, Y, 0.5, lambda w: gaussian_prior(w, deviation), GRID)
    strength = gaussian_prior_strength(0.5, deviation)
    ridge = Ridge(strength, fit_intercept=False).fit(X, Y).coef_
    agrees(found, ridge, 0.0051)


@pytest.mark.parametrize("scale", [0.01, 0.02, 1.0])
def test_a_laplace_prior_is_lasso(scale: float) -> None:
    """With λ = σ²/b, over N for scikit-learn's mean; and its zeros are zeros of the grid."""
    found = likeliest_on_grid(X, Y, 0.5, lambda w: laplace_prior(w, scale), GRID)
    strength = laplace_prior_strength(0.5, scale) / len(X)
    lasso = Lasso(strength, fit_intercept=False, tol=1e-10).fit(X, Y).coef_
    agrees(found, lasso, 0.0051)
    agrees(np.abs(found) < 1e-12, lasso == 0)


def test_more_certainty_of_the_prior_is_more_penalty() -> None:
    """And more noise too."""
    assert gaussian_prior_strength(1, 0.1) > gaussian_prior_strength(1, 1)
    assert gaussian_prior_strength(2, 1) == 4 * gaussian_prior_strength(1, 1)
    assert laplace_prior_strength(2, 1) == 4 * laplace_prior_strength(1, 1)
    assert laplace_prior_strength(1, 0.5) == 2


def test_what_does_not_fit_is_said() -> None:
    """A grid of other weights, and priors without width."""
    with pytest.raises(ShapeError, match=r"grid must have 2 columns.*given.*One"):
        likeliest_on_grid(X, Y, 0.5, lambda w: gaussian_prior(w, 1), values(0, 4, 3))
    with pytest.raises(ShapeError, match=r"y must have shape \(30,\)"):
        likeliest_on_grid(X, Y[:, None], 0.5, lambda w: gaussian_prior(w, 1), GRID)
    for strength in (gaussian_prior_strength, laplace_prior_strength):
        with pytest.raises(ShapeError, match=r"must be positive.*given: 0.*forbid"):
            strength(1.0, 0.0)
