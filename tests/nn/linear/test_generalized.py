"""Generalized linear models."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from sklearn.linear_model import LogisticRegression, PoissonRegressor, Ridge

from heldout.nn.linear import (
    LINKS,
    generalized_linear,
    generalized_loss,
    least_squares,
    predict_mean,
)
from heldout.nn.shapes import Array, ShapeError

from ..oracle import agrees, distinct, slope, values

X = values(0, 60, 3) + np.array([5, 0, -2])
SCORE = X @ np.array([0.5, -1.0, 0.3]) - 1.5
RNG = np.random.default_rng(3)
TARGETS = {
    "identity": SCORE + values(1, 60),
    "logit": (RNG.random(60) < 1 / (1 + np.exp(-SCORE))) * 1.0,
    "log": RNG.poisson(np.exp(SCORE)) * 1.0,
}


@pytest.mark.parametrize("link", LINKS)
@settings(max_examples=25, deadline=None)
@given(distinct(2))
def test_the_gradient_is_mean_minus_target(link: str, sizes: tuple[int, ...]) -> None:
    """One formula for all links, and it is the slope."""
    N, D = sizes
    x, y, w = values(0, N, D), (values(1, N) > 0) * 1.0, values(2, D)
    _, dweight, dbias = generalized_loss(x, y, w, 0.3, link)
    agrees(dweight, x.T @ (predict_mean(x, w, 0.3, link) - y) / N)
    agrees(dweight, slope(lambda at: generalized_loss(x, y, at, 0.3, link)[0], w, 1.0))
    agrees(dbias, slope(lambda at: generalized_loss(x, y, w, at, link)[0], np.asarray(0.3), 1.0))


@pytest.mark.torch
@pytest.mark.parametrize("link", LINKS)
def test_the_losses_are_pytorch(link: str) -> None:
    """Squared error, BCE with logits, Poisson negative log-likelihood."""
    import torch
    from torch.nn import functional

    x, y, w = X, TARGETS[link], values(5, 3)
    score, target = torch.tensor(x @ w + 0.3), torch.tensor(y)
    theirs = {
        "identity": lambda: functional.mse_loss(score, target) / 2,
        "logit": lambda: functional.binary_cross_entropy_with_logits(score, target),
        "log": lambda: functional.poisson_nll_loss(score, target),
    }[link]()
    assert generalized_loss(x, y, w, 0.3, link)[0] == pytest.approx(theirs.item())


@pytest.mark.parametrize("strength", [0.01, 0.3])
@pytest.mark.parametrize("weighted", [False, True])
def test_each_fit_is_scikit_learn(strength: float, weighted: bool) -> None:
    """Ridge, logistic and Poisson regression, the bias unpenalised, weighted and not."""
    s = values(7, 60) ** 2 + 0.1 if weighted else np.ones(60)
    total = s.sum()
    theirs = {
        "identity": Ridge(strength * total),
        "logit": LogisticRegression(C=1 / (total * strength), tol=1e-12, max_iter=10_000),
        "log": PoissonRegressor(alpha=strength, tol=1e-12, max_iter=10_000),
    }
    for link, model in theirs.items():
        model.fit(X, TARGETS[link], s)
        weight, bias = generalized_linear(
            X, TARGETS[link], link, strength=strength, weights=s if weighted else None
        )
        agrees(weight, model.coef_.ravel(), 1e-5)
        agrees(bias, np.asarray(model.intercept_).reshape(()), 1e-4)


@pytest.mark.parametrize("link", LINKS)
def test_at_the_fit_the_means_add_up(link: str) -> None:
    """Without penalty, predicted and observed totals are equal, over all and along each feature."""
    weight, bias = generalized_linear(X, TARGETS[link], link)
    error = predict_mean(X, weight, bias, link) - TARGETS[link]
    agrees(error.sum(), np.float64(0), 1e-8)
    agrees(X.T @ error, np.zeros(3), 1e-7)


def test_the_identity_is_least_squares() -> None:
    """In one step."""
    weight, bias = generalized_linear(X, TARGETS["identity"], "identity", steps=2)
    expected, offset = least_squares(X, TARGETS["identity"])
    agrees(weight, expected)
    agrees(bias, offset)


def test_log_odds_are_linear_and_probabilities_are_not() -> None:
    """Along a line through the data second differences of the log-odds are 0."""
    weight, bias = generalized_linear(X, TARGETS["logit"], "logit")
    line = np.linspace(-3, 3, 50)[:, None] * np.array([1.0, -1.0, 0.5]) + X.mean(axis=0)
    p = predict_mean(line, weight, bias, "logit")
    agrees(np.diff(np.log(p / (1 - p)), 2), np.zeros(48), 1e-8)
    assert np.abs(np.diff(p, 2)).max() > 1e-3


def test_scores_of_a_thousand_are_survived() -> None:
    """Probabilities 0 and 1, and a loss that is the score where it is wrong."""
    x = np.array([[1000.0], [-1000.0]])
    agrees(predict_mean(x, np.ones(1), 0.0, "logit"), np.array([1.0, 0.0]))
    loss, *_ = generalized_loss(x, np.array([0, 1]), np.ones(1), 0.0, "logit")
    assert loss == 1000


def test_counts_far_from_the_start_are_reached() -> None:
    """A full first step would be e^… too far: it is halved."""
    x = values(0, 50, 1)
    y = np.exp(3 * x[:, 0] + 2)
    weight, bias = generalized_linear(x, y, "log")
    agrees(weight, np.array([3.0]), 1e-6)
    agrees(bias, np.asarray(2.0), 1e-6)


def test_separable_classes_have_no_best_weights() -> None:
    """Without a penalty; with one they have. The message says so."""
    x, y = np.array([[-2.0], [-1], [1], [2]]), np.array([0.0, 0, 1, 1])
    with pytest.raises(ShapeError, match=r"must have a minimum.*given.*strength > 0"):
        generalized_linear(x, y, "logit")
    weight, _ = generalized_linear(x, y, "logit", strength=0.01)
    assert 0 < weight[0] < 100


def test_large_means_lose_nothing_and_float32_stays() -> None:
    """Features around 10,000."""
    x: Array = X + 10_000
    weight, _ = generalized_linear(x, TARGETS["logit"], "logit")
    near, _ = generalized_linear(X, TARGETS["logit"], "logit")
    agrees(weight, near, 1e-6)
    single, offset = generalized_linear(X.astype(np.float32), TARGETS["logit"], "logit")
    assert single.dtype == offset.dtype == np.float32
    _, dweight, dbias = generalized_loss(
        X.astype(np.float32), TARGETS["logit"], single, offset, "logit"
    )
    assert dweight.dtype == dbias.dtype == np.float32


def test_what_does_not_fit_is_told() -> None:
    """An unknown link, targets and weights of another length."""
    with pytest.raises(ShapeError, match=r"link must be one of.*given: 'probit'.*Name"):
        generalized_linear(X, TARGETS["logit"], "probit")
    with pytest.raises(ShapeError, match=r"y must have shape \(60,\)"):
        generalized_linear(X, np.ones(59), "logit")
    with pytest.raises(ShapeError, match=r"y must have shape \(60,\)"):
        generalized_loss(X, np.ones(59), np.ones(3), 0, "logit")
    with pytest.raises(ShapeError, match=r"weight must have shape \(3,\)"):
        generalized_loss(X, np.ones(60), np.ones(2), 0, "logit")
    with pytest.raises(ShapeError, match=r"weights must be 60 numbers"):
        generalized_linear(X, TARGETS["logit"], "logit", weights=np.ones(59))
