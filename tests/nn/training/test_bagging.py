"""Bags of models: how they are drawn, what their mean costs, what they have not seen."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.shapes import Array, ShapeError
from heldout.nn.training import (
    Bagged,
    bagging,
    error_moments,
    expected_error,
    out_of_bag_prediction,
)

from ..oracle import agrees, distinct, values


def test_each_bag_is_drawn_with_replacement() -> None:
    """N of N rows, 63.2 % of them distinct."""
    x = np.zeros((50, 1))
    bag = bagging(lambda x, y: None, x, x, 2000, np.random.default_rng(0))
    assert {len(member.rows) for member in bag} == {50}
    share = np.mean([len(np.unique(member.rows)) / 50 for member in bag])
    assert share == pytest.approx(1 - (1 - 1 / 50) ** 50, abs=0.004)


def test_each_model_is_fitted_on_its_own_rows() -> None:
    """x and y cut alike, repeats included, and the rows kept beside the model."""
    x, y = values(0, 9, 2), np.arange(9)
    bag = bagging(lambda x, y: (x, y), x, y, 4, np.random.default_rng(1))
    assert len(bag) == 4
    for member in bag:
        assert np.array_equal(member.model[0], x[member.rows])
        assert np.array_equal(member.model[1], y[member.rows])
    assert len({tuple(member.rows) for member in bag}) == 4


@settings(max_examples=25, deadline=None)
@given(st.floats(0.1, 9), st.floats(-1, 1), st.integers(1, 12), st.integers(0, 9))
def test_the_formula_is_the_variance_of_a_mean(v: float, r: float, k: int, seed: int) -> None:
    """1ᵀΣ1/k² of the covariance matrix itself, for every correlation that k errors can have."""
    correlation = max(r, -1 / (k - 1)) if k > 1 else r
    c = correlation * v
    covariance = np.full((k, k), c) + np.eye(k) * (v - c)
    agrees(expected_error(v, c, k), covariance.sum() / k**2, 1e-9)


def test_the_ends_of_the_formula() -> None:
    """Equal errors gain nothing, uncorrelated ones 1/k, opposed ones cancel; not a line in k."""
    assert [expected_error(2.0, 2.0, k) for k in (1, 2, 8)] == [2, 2, 2]
    assert [expected_error(2.0, 0.0, k) for k in (1, 2, 8)] == [2, 1, 0.25]
    assert expected_error(2.0, -2.0, 2) == 0
    falls = np.diff([expected_error(1.0, 0.2, k) for k in (1, 2, 3, 4)])
    assert list(falls) == sorted(falls)
    assert falls[0] < 2 * falls[1]


def test_gaussian_errors_follow_it() -> None:
    """400,000 draws of five errors with variance 1 and covariance 0.3."""
    rng = np.random.default_rng(2)
    shared, own = rng.standard_normal(400_000), rng.standard_normal((5, 400_000))
    errors = np.sqrt(0.3) * shared + np.sqrt(0.7) * own
    assert (errors.mean(axis=0) ** 2).mean() == pytest.approx(expected_error(1, 0.3, 5), rel=0.01)


@settings(max_examples=25, deadline=None)
@given(distinct(2, least=2), st.integers(0, 9))
def test_with_measured_moments_it_is_exact(sizes: tuple[int, int], seed: int) -> None:
    """For any errors, whatever their means; moments by loops over the pairs."""
    k, N = sizes
    errors = values(seed, k, N) + 0.5
    v, c = error_moments(errors)
    agrees(v, np.mean([np.mean(e * e) for e in errors]), 1e-12)
    pairs = [np.mean(errors[i] * errors[j]) for i in range(k) for j in range(k) if i != j]
    agrees(c, np.mean(pairs), 1e-12)
    agrees(expected_error(v, c, k), np.mean(errors.mean(axis=0) ** 2), 1e-12)


def test_equal_models_pass_for_all_their_rounding() -> None:
    """Variance and covariance are then one number, computed in two ways."""
    for seed in range(20):
        v, c = error_moments(np.tile(values(seed, 1, 7), (3, 1)))
        agrees(expected_error(v, c, 3), v, 1e-12)


def test_float16_errors_do_not_overflow() -> None:
    """Squares of 300 do, in float16."""
    v, c = error_moments(np.full((2, 5), 300, np.float16))
    assert (v, c) == (90000, 90000)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 12), st.integers(1, 6), st.integers(0, 99))
def test_out_of_bag_asks_those_who_have_not_seen(N: int, k: int, seed: int) -> None:
    """Against a loop over samples and models; rows that all have seen are marked."""
    x = np.arange(float(N))[:, None]
    bag = bagging(lambda x, y: y.sum(), x, values(seed, N), k, np.random.default_rng(seed))

    def predict(model: float, x: Array) -> Array:
        return np.stack([model * x[:, 0], x[:, 0] - model], axis=1)  # (N, 2)

    mean, known = out_of_bag_prediction(predict, bag, x)
    assert mean.shape == (N, 2)
    for n in range(N):
        heard = [predict(b.model, x[n : n + 1])[0] for b in bag if n not in b.rows]
        assert known[n] == bool(heard)
        agrees(mean[n], np.mean(heard, axis=0) if heard else np.zeros(2), 1e-12)


def test_about_a_third_is_out_of_each_bag() -> None:
    """And 0.632ᵏ in none of k."""
    rng, x = np.random.default_rng(0), np.zeros((3000, 1))
    bag = bagging(lambda x, y: None, x, x, 3, rng)
    _, known = out_of_bag_prediction(lambda model, x: np.ones(len(x)), bag, x)
    assert 1 - known.mean() == pytest.approx(0.632**3, abs=0.03)
    _, alone = out_of_bag_prediction(lambda model, x: np.ones(len(x)), bag[:1], x)
    assert alone.mean() == pytest.approx(0.368, abs=0.03)


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_out_of_bag_answers_keep_their_type(dtype: type[np.floating]) -> None:
    """And a sum that float16 does not hold is made wide."""
    bag = [Bagged(None, np.array([0, 0]))] * 3
    mean, _ = out_of_bag_prediction(
        lambda m, x: np.full(len(x), 40000, dtype), bag, np.zeros((3, 1))
    )
    assert mean.dtype == dtype
    agrees(mean[1:], np.full(2, 40000, dtype))


def test_impossible_moments_and_empty_bags_are_refused() -> None:
    """With what must hold, what was given and what to do."""
    with pytest.raises(ShapeError, match=r"from −v/\(k − 1\) to v; given: v = 1.*c = 2, k = 3\. "):
        expected_error(1, 2, 3)
    with pytest.raises(ShapeError, match="from −v"):
        expected_error(1, -0.6, 3)
    with pytest.raises(ShapeError, match="the bag must hold a model"):
        out_of_bag_prediction(lambda model, x: x, [], values(0, 3, 1))
    with pytest.raises(ShapeError, match="two models or more"):
        error_moments(values(0, 1, 4))
    with pytest.raises(ShapeError, match="k must be at least 1"):
        bagging(lambda x, y: None, values(0, 3, 1), values(0, 3), 0, np.random.default_rng(0))
