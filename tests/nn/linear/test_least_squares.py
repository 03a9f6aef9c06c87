"""Linear regression, closed and by descent."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from sklearn.linear_model import LinearRegression

from heldout.nn.linear import (
    least_squares,
    least_squares_descent,
    normal_equations,
    squared_error,
)
from heldout.nn.optimizers import GradientDescent, Momentum
from heldout.nn.shapes import Array, ShapeError

from ..oracle import agrees, distinct, slope, values


@settings(max_examples=25, deadline=None)
@given(distinct(3))
def test_both_closed_forms_are_scikit_learn(sizes: tuple[int, ...]) -> None:
    """With several targets, with and without intercept, weighted and not."""
    D, K, extra = sizes
    N = D + extra + 1
    x, y, s = values(0, N, D) + 2, values(1, N, K), values(2, N) ** 2
    for weights in (None, s):
        for intercept in (True, False):
            theirs = LinearRegression(fit_intercept=intercept).fit(x, y, weights)
            for fit in (least_squares, normal_equations):
                weight, bias = fit(x, y, weights=weights, intercept=intercept)
                agrees(weight, theirs.coef_.T, 1e-5)
                agrees(bias, np.broadcast_to(theirs.intercept_, K), 1e-5)


def test_a_weight_of_two_is_a_sample_twice() -> None:
    """And of 0, one left out."""
    x, y = values(0, 8, 2), values(1, 8)
    counts = np.array([2, 0, 1, 1, 3, 1, 1, 1])
    weighted = least_squares(x, y, weights=counts)
    repeated = least_squares(np.repeat(x, counts, axis=0), np.repeat(y, counts))
    agrees(weighted[0], repeated[0])
    agrees(weighted[1], repeated[1])


def test_features_around_ten_thousand_lose_no_digits() -> None:
    """Mean 10,000, variance 1, float32 as it comes: as good as around 0."""
    x = (values(0, 50, 3) + 10_000).astype(np.float32)
    w = np.array([1.0, -2.0, 0.5])
    y = x.astype(float) @ w + 3
    weight, bias = least_squares(x.astype(float), y)
    agrees(weight, w, 1e-9)
    agrees(bias, np.asarray(3.0), 1e-5)
    rounded, _ = least_squares(x, y)
    assert rounded.dtype == np.float32
    agrees(rounded, w, 1e-6)


def test_the_normal_equations_square_the_condition_number() -> None:
    """Features that differ in the seventh digit: least squares keeps eight, they two."""
    a = values(0, 50)
    x = np.column_stack([a, a + 1e-7 * values(1, 50)])
    w = np.array([1.0, 1.0])
    good, _ = least_squares(x, x @ w)
    bad, _ = normal_equations(x, x @ w)
    assert np.abs(good - w).max() < 1e-7
    assert np.abs(bad - w).max() > 1e-4


def test_of_many_answers_the_shortest_is_given() -> None:
    """A feature twice: each has half."""
    a = values(0, 20, 1)
    weight, _ = least_squares(np.hstack([a, a]), 3 * a[:, 0] + 1)
    agrees(weight, np.array([1.5, 1.5]))


@settings(max_examples=25, deadline=None)
@given(distinct(2))
def test_the_gradient_is_the_slope(sizes: tuple[int, ...]) -> None:
    """By weight and bias, and it is 0 at the closed form."""
    x, y, w = values(0, *sizes), values(1, sizes[0]), values(2, sizes[1])
    _, dweight, dbias = squared_error(x, y, w, 0.3)
    agrees(dweight, slope(lambda at: squared_error(x, y, at, 0.3)[0], w, 1.0))
    agrees(dbias, slope(lambda at: squared_error(x, y, w, at)[0], np.asarray(0.3), 1.0))
    best, bias = least_squares(x, y)
    _, dweight, dbias = squared_error(x, y, best, bias)
    agrees(dweight, np.zeros(sizes[1]))
    agrees(dbias, np.zeros(()))


@pytest.mark.torch
def test_the_gradient_is_pytorch() -> None:
    """Half the mean squared error."""
    import torch

    x, y, w = values(0, 7, 3), values(1, 7), values(2, 3)
    weight = torch.tensor(w, requires_grad=True)
    bias = torch.tensor(0.3, dtype=torch.float64, requires_grad=True)
    loss = torch.nn.functional.mse_loss(torch.tensor(x) @ weight + bias, torch.tensor(y)) / 2
    loss.backward()
    value, dweight, dbias = squared_error(x, y, w, 0.3)
    assert value == pytest.approx(loss.item())
    agrees(dweight, weight.grad.numpy())
    agrees(dbias, bias.grad.numpy())


@pytest.mark.parametrize("make", [lambda: GradientDescent(0.3), lambda: Momentum(0.1)])
def test_descent_comes_to_the_closed_form(make: type) -> None:
    """From 0; the loss ends where it is least."""
    x = values(0, 60, 3) * np.array([1, 2, 0.5]) + np.array([0.2, -0.1, 0.3])
    y = x @ np.array([1.0, -2.0, 0.5]) + 0.7 + 0.1 * values(1, 60)
    weight, bias, losses = least_squares_descent(x, y, make(), 800)
    best, offset = least_squares(x, y)
    agrees(weight, best, 1e-6)
    agrees(bias, offset, 1e-6)
    assert losses[-1] == pytest.approx(squared_error(x, y, best, offset)[0])


def test_descent_keeps_float32() -> None:
    """To its precision."""
    x = values(0, 60, 3).astype(np.float32)
    y = x @ np.array([1, -2, 0.5], np.float32)
    weight, bias, _ = least_squares_descent(x, y, GradientDescent(0.3), 200)
    assert weight.dtype == bias.dtype == np.float32
    agrees(weight, np.array([1, -2, 0.5]), 1e-5)


def test_shapes_that_do_not_fit_are_told() -> None:
    """A weight too long, a target too many."""
    x: Array = np.ones((4, 3))
    with pytest.raises(ShapeError, match=r"weight must have shape \(3,\).*given.*One"):
        squared_error(x, np.ones(4), np.ones(2), 0)
    with pytest.raises(ShapeError, match=r"y must have shape \(4,\).*given.*One"):
        squared_error(x, np.ones((4, 1)), np.ones(3), 0)
