"""What several models say together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.activations.softmax import softmax
from heldout.nn.shapes import ShapeError
from heldout.nn.training import ambiguity, average_predictions

from ..oracle import agrees, distinct, values


@settings(max_examples=25, deadline=None)
@given(distinct(3), st.integers(0, 9))
def test_the_weighted_mean_is_that_of_numpy(sizes: tuple[int, ...], seed: int) -> None:
    """With and without weights; weights count by their shares."""
    predictions = values(seed, *sizes)
    weights = list(np.random.default_rng(seed).random(sizes[0]) + 0.1)
    agrees(average_predictions(predictions), predictions.mean(axis=0), 1e-12)
    expected = np.average(predictions, axis=0, weights=weights)
    agrees(average_predictions(predictions, weights), expected, 1e-12)
    agrees(average_predictions(predictions, [7 * w for w in weights]), expected, 1e-12)


def test_a_mean_of_probabilities_is_one() -> None:
    """Its rows sum to 1, and the order of the models does not matter."""
    p = softmax(values(0, 4, 5, 3, scale=1000.0))
    mean = average_predictions(p)
    agrees(mean.sum(axis=1), np.ones(5), 1e-12)
    agrees(average_predictions(p[::-1]), mean, 1e-12)


def test_its_log_loss_is_at_most_the_mean_of_theirs() -> None:
    """By convexity, at every sample; against the best member nothing is promised."""
    p = softmax(values(1, 6, 40, 3))
    each = -np.log(p[:, :, 0])
    assert (-np.log(average_predictions(p)[:, 0]) <= each.mean(axis=0) + 1e-12).all()
    assert (-np.log(average_predictions(p)[:, 0]) > each.min(axis=0)).any()


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_the_type_stays(dtype: type[np.floating]) -> None:
    """And a sum that float16 does not hold is made wide."""
    mean = average_predictions(np.full((3, 2), 40000, dtype))
    assert mean.dtype == dtype
    agrees(mean, np.full(2, 40000, dtype))
    agrees(average_predictions(np.full((49, 2), 0.7, dtype)), np.full(2, 0.7, dtype), 1e-6)


@settings(max_examples=25, deadline=None)
@given(distinct(2), st.integers(0, 9))
def test_the_ambiguity_identity_holds(sizes: tuple[int, int], seed: int) -> None:
    """Error of the mean is the mean error less the spread; each against a loop."""
    k, N = sizes
    f, y = values(seed, k, N), values(seed + 1, N)
    whole, members, spread = ambiguity(f, y)
    agrees(whole, members - spread, 1e-12)
    agrees(members, np.mean([np.mean((row - y) ** 2) for row in f]), 1e-12)
    agrees(spread, f.var(axis=0).mean(), 1e-12)
    agrees(whole, np.mean((f.mean(axis=0) - y) ** 2), 1e-12)


def test_the_best_member_may_be_better() -> None:
    """One that is right among two that are wrong alike."""
    f = np.array([[0.0, 0.0], [3.0, 3.0], [3.0, 3.0]])
    whole, members, _ = ambiguity(f, [0, 0])
    assert (whole, members) == (4, 6)
    assert ambiguity(f[:1], [0, 0])[0] == 0


def test_what_does_not_fit_is_refused() -> None:
    """With what must hold, what was given and what to do."""
    with pytest.raises(ShapeError, match=r"2 numbers that are not negative.*given.*One for each"):
        average_predictions(np.ones((2, 3)), [1, -1])
    with pytest.raises(ShapeError, match=r"shape \(k, N, …\); given: shape \(3,\)\. Put one"):
        average_predictions(np.ones(3))
    with pytest.raises(ShapeError, match=r"target must have shape \(4,\)"):
        ambiguity(np.ones((2, 4)), np.ones(3))
