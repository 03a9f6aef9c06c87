"""Majority vote."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from heldout.nn.metrics import majority_error, majority_share, majority_vote, vote_counts
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct


@settings(max_examples=25, deadline=None)
@given(distinct(3), st.integers(0, 99))
def test_it_is_scipys_mode(sizes: tuple[int, ...], seed: int) -> None:
    """The smallest of several, and how many chose it."""
    R, N, C = sizes
    votes = np.random.default_rng(seed).integers(0, C, (R, N))
    mode = stats.mode(votes, axis=0)
    agrees(majority_vote(votes, C), mode.mode, 0)
    agrees(majority_share(votes, C), mode.count / R, 1e-15)
    agrees(vote_counts(votes, C).sum(axis=1), np.full(N, R), 0)


def test_the_order_of_the_labellers_is_of_no_matter() -> None:
    """And one alone decides."""
    votes = np.random.default_rng(1).integers(0, 3, (5, 20))
    agrees(majority_vote(votes[::-1], 3), majority_vote(votes, 3), 0)
    agrees(majority_vote(votes[:1], 3), votes[0], 0)


def test_three_of_ten_per_cent_err_in_two_point_eight() -> None:
    """By the formula, and by counting 200,000 votes."""
    assert majority_error(0.1, 3) == pytest.approx(0.028)
    truth = np.zeros(200_000, dtype=int)
    votes = (np.random.default_rng(0).random((3, 200_000)) < 0.1).astype(int)
    assert (majority_vote(votes, 2) != truth).mean() == pytest.approx(0.028, abs=0.001)


def test_an_error_that_all_share_stays() -> None:
    """No vote mends it."""
    votes = np.tile((np.random.default_rng(0).random(1000) < 0.1).astype(int), (3, 1))
    assert majority_vote(votes, 2).mean() == votes[0].mean()


@settings(max_examples=25, deadline=None)
@given(st.floats(0, 1), st.integers(0, 5))
def test_the_formula_is_a_binomial_tail(error: float, half: int) -> None:
    """And voting makes worse what is worse than chance."""
    expected = stats.binom.sf(half, 2 * half + 1, error)
    assert majority_error(error, 2 * half + 1) == pytest.approx(expected, abs=1e-12)
    assert majority_error(1 - error, 2 * half + 1) == pytest.approx(1 - expected, abs=1e-9)


def test_what_cannot_be_voted_on_is_told() -> None:
    """With what must hold, what was given, and the fix."""
    with pytest.raises(ShapeError, match=r"votes must have shape \(R, N\); given: \(3,\).*Stack"):
        majority_vote(np.array([0, 1, 1]), 2)
    with pytest.raises(ShapeError, match=r"labellers must be odd; given: 2.*ties"):
        majority_error(0.1, 2)
    with pytest.raises(ShapeError, match="error must lie from 0 to 1; given: 10"):
        majority_error(10, 3)
