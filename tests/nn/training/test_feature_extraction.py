"""Features of a body, and the linear probe on them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from heldout.nn.activations.softmax import softmax
from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.shapes import Array, ShapeError
from heldout.nn.training import extract_features, linear_probe

from ..oracle import agrees, slope, values
from .softmax_regression import problem


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 20), st.integers(1, 25), st.integers(0, 9))
def test_features_come_in_order(N: int, size: int, seed: int) -> None:
    """As if all inputs had gone at once, never more than `size` at a time."""
    x, weight, seen = values(seed, N, 3), values(seed + 1, 3, 5), []

    def body(part: Array) -> Array:
        seen.append(len(part))
        return np.tanh(part @ weight)

    agrees(extract_features(body, x, size), np.tanh(x @ weight), 1e-12)
    assert sum(seen) == N
    assert max(seen) <= size


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 99), st.sampled_from([1e-3, 1e-2, 0.1, 1.0]))
def test_the_probe_is_the_logistic_regression_of_scikit_learn(seed: int, penalty: float) -> None:
    """Whose C is 1/(λN): the same probabilities everywhere; three classes and a bias."""
    x, y = problem(seed, N=60, C=3)
    x = x + 0.5
    weight, bias = linear_probe(x, y, 3, strength=penalty, tolerance=1e-10)
    theirs = LogisticRegression(C=1 / (penalty * 60), tol=1e-10, max_iter=5000).fit(x, y)
    new = values(seed + 1, 9, 3)
    agrees(softmax(new @ weight + bias)[:, np.unique(y)], theirs.predict_proba(new), 1e-5)


def test_the_slope_is_zero_where_it_ends() -> None:
    """By finite differences of the whole objective; the bias is not in the penalty."""
    x, y = problem(4)
    weight, bias = linear_probe(x, y, 4, strength=0.01, tolerance=1e-12)

    def objective(parameters: Array) -> float:
        w, b = parameters[:-1], parameters[-1]
        return cross_entropy(x @ w + b, y)[0] + 0.005 * float((w**2).sum())

    found = slope(objective, np.vstack([weight, bias]), 1.0)
    assert np.abs(found).max() < 1e-8


def test_separable_features_are_separated() -> None:
    """Every sample; a stronger penalty gives smaller weights."""
    x = np.vstack([np.eye(3)] * 4) + 0.1 * values(0, 12, 3)
    y = np.tile(np.arange(3), 4)
    norms = []
    for penalty in (1e-3, 1e-2, 1e-1):
        weight, bias = linear_probe(x, y, 3, strength=penalty)
        assert np.array_equal((x @ weight + bias).argmax(axis=1), y)
        norms.append(np.linalg.norm(weight))
    assert norms == sorted(norms, reverse=True)


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_the_type_stays(dtype: type[np.floating]) -> None:
    """And features far from 0, with a constant one among them, give finite weights."""
    x, y = problem(2)
    x = np.column_stack([x, np.full(40, 50.0)])
    weight, bias = linear_probe(x.astype(dtype), y, 4)
    assert weight.dtype == bias.dtype == dtype
    exact, _ = linear_probe(x.astype(dtype).astype(float), y, 4)
    agrees(weight.astype(float), exact, 0.02)


def test_features_of_nothing_but_zeros() -> None:
    """Leave the bias to say how frequent the classes are."""
    y = np.array([0, 0, 0, 1])
    weight, bias = linear_probe(np.zeros((4, 2)), y, 2, tolerance=1e-9)
    assert not weight.any()
    agrees(softmax(bias), [0.75, 0.25], 1e-6)


def test_what_makes_no_sense_is_refused() -> None:
    """With what must hold, what was given and what to do."""
    x, y = problem(0)
    with pytest.raises(ShapeError, match="strength must be positive; given: 0"):
        linear_probe(x, y, 4, strength=0)
    with pytest.raises(ShapeError, match="from 0 to 1; given: 0 to 3"):
        linear_probe(x, y, 2)
    with pytest.raises(ShapeError, match=r"must have shape \(N, D\)"):
        linear_probe(x[:, 0], y, 4)
    with pytest.raises(ShapeError, match="x must hold a sample"):
        extract_features(lambda part: part, x[:0])
    with pytest.raises(ShapeError, match="size must be at least 1"):
        extract_features(lambda part: part, x, 0)
