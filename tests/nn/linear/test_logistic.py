"""Logistic regression."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression

from heldout.nn.linear import logistic_loss, logistic_regression, predict_probability
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, slope, values


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(2))
def test_loss_and_gradient_are_pytorch(sizes: tuple[int, ...]) -> None:
    """And the slope."""
    import torch

    N, D = sizes
    x, y, w = values(0, N, D), (values(1, N) > 0).astype(int), values(2, D)
    weight = torch.tensor(w, requires_grad=True)
    bias = torch.tensor(0.3, dtype=torch.float64, requires_grad=True)
    loss = torch.nn.functional.binary_cross_entropy_with_logits(
        torch.tensor(x) @ weight + bias, torch.tensor(y, dtype=torch.float64)
    )
    loss.backward()
    value, dweight, dbias = logistic_loss(x, y, w, 0.3)
    assert value == pytest.approx(loss.item())
    agrees(dweight, weight.grad.numpy())
    agrees(dbias, bias.grad.numpy())
    agrees(dweight, slope(lambda at: logistic_loss(x, y, at, 0.3)[0], w, 1.0))
    agrees(dbias, slope(lambda at: logistic_loss(x, y, w, at)[0], np.asarray(0.3), 1.0))


def test_on_breast_cancer_it_is_scikit_learn() -> None:
    """Thirty standardised features; weights and probabilities."""
    x, y = load_breast_cancer(return_X_y=True)
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    weight, bias = logistic_regression(x, y, strength=0.01)
    theirs = LogisticRegression(C=1 / (0.01 * len(x)), tol=1e-10, max_iter=10_000).fit(x, y)
    agrees(weight, theirs.coef_[0], 1e-4)
    agrees(predict_probability(x, weight, bias), theirs.predict_proba(x)[:, 1], 1e-4)


def test_where_it_is_certain_and_wrong_the_gradient_is_full() -> None:
    """a − y → −1 at a score of −1,000, where squared error has 0; the loss is 1,000."""
    x = np.array([[-1000.0]])
    loss, dweight, dbias = logistic_loss(x, np.array([1]), np.ones(1), 0.0)
    assert loss == 1000
    agrees(dbias, np.asarray(-1.0))
    agrees(dweight, np.array([1000.0]))
    a = predict_probability(x, np.ones(1), 0.0)
    assert (a - 1) * a * (1 - a) == 0


def test_other_labels_are_the_mirror_image() -> None:
    """Exchanging 0 and 1 changes the sign of everything."""
    x, y = values(0, 40, 3), (values(1, 40) > 0).astype(int)
    weight, bias = logistic_regression(x, y, strength=0.1)
    mirrored, its_bias = logistic_regression(x, 1 - y, strength=0.1)
    agrees(mirrored, -weight)
    agrees(its_bias, -bias)


def test_a_weight_of_two_is_a_sample_twice() -> None:
    """With the strength beside the mean."""
    x, y = values(0, 40, 3), (values(1, 40) > 0).astype(int)
    counts = 1 + np.arange(40) % 3
    weighted = logistic_regression(x, y, strength=0.1, weights=counts)
    repeated = logistic_regression(np.repeat(x, counts, axis=0), np.repeat(y, counts), strength=0.1)
    agrees(weighted[0], repeated[0])


@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_the_dtype_stays(dtype: type) -> None:
    """Of gradients and probabilities."""
    x, y, w = values(0, 5, 3).astype(dtype), np.array([0, 1, 1, 0, 1]), values(2, 3).astype(dtype)
    value, dweight, dbias = logistic_loss(x, y, w, 0.3)
    truth, exact, _ = logistic_loss(x.astype(float), y, w.astype(float), 0.3)
    assert dweight.dtype == dbias.dtype == predict_probability(x, w, 0.3).dtype == dtype
    assert value == pytest.approx(truth, rel=5e-3)
    agrees(dweight, exact, 5e-3)


def test_labels_are_zero_and_one() -> None:
    """Not −1 and 1, not 1 and 2, not floats."""
    x = np.ones((2, 3))
    for fit in (logistic_regression, lambda x, y: logistic_loss(x, y, np.ones(3), 0)):
        with pytest.raises(ShapeError, match=r"y must lie from 0 to 1.*given: -1 to 1"):
            fit(x, np.array([-1, 1]))
    with pytest.raises(ShapeError, match=r"y must be integer class indices"):
        logistic_loss(x, np.array([0.0, 1.0]), np.ones(3), 0)
    with pytest.raises(ShapeError, match=r"y must have shape \(2,\)"):
        logistic_loss(x, np.array([1]), np.ones(3), 0)
    with pytest.raises(ShapeError, match=r"weight must have shape \(3,\)"):
        logistic_loss(x, np.array([0, 1]), np.ones(2), 0)
