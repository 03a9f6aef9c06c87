"""Cohen's and Fleiss's kappa."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from heldout.nn.metrics import cohen_kappa, fleiss_kappa
from heldout.nn.shapes import ShapeError

from ..oracle import distinct


@settings(max_examples=25, deadline=None)
@given(st.integers(3, 40), st.integers(2, 5), st.integers(0, 99))
def test_cohens_is_scikit_learns(N: int, C: int, seed: int) -> None:
    """Whichever comes first."""
    one, other = np.random.default_rng(seed).integers(0, C, (2, N))
    one[:2] = 0, 1
    expected = cohen_kappa_score(one, other, labels=np.arange(C))
    assert cohen_kappa(one, other, C) == pytest.approx(expected, abs=1e-12)
    assert cohen_kappa(other, one, C) == pytest.approx(expected, abs=1e-12)


@settings(max_examples=25, deadline=None)
@given(distinct(3, least=2), st.integers(0, 99))
def test_fleisss_is_the_slow_definition(sizes: tuple[int, ...], seed: int) -> None:
    """Every pair of labellers on every sample, and every pair of votes by chance."""
    R, N, C = sizes
    votes = np.random.default_rng(seed).integers(0, C, (R, N))
    votes[0, :2] = 0, 1
    pairs = [votes[i, n] == votes[j, n] for n in range(N) for i, j in combinations(range(R), 2)]
    chance = sum(np.mean(votes == c) ** 2 for c in range(C))
    expected = (np.mean(pairs) - chance) / (1 - chance)
    assert fleiss_kappa(votes, C) == pytest.approx(expected, abs=1e-12)


def test_of_what_is_common_chance_agrees_too() -> None:
    """Two who call 95 % healthy, independently: 90 % agreement and κ near 0."""
    votes = (np.random.default_rng(0).random((2, 100_000)) < 0.05).astype(int)
    assert (votes[0] == votes[1]).mean() == pytest.approx(0.905, abs=0.005)
    assert cohen_kappa(votes[0], votes[1], 2) == pytest.approx(0, abs=0.01)
    assert fleiss_kappa(votes, 2) == pytest.approx(0, abs=0.01)


def test_agreement_is_one_and_opposition_minus_one() -> None:
    """And the names of the classes are of no matter."""
    one = np.array([0, 1, 0, 1])
    assert cohen_kappa(one, one, 2) == fleiss_kappa(np.stack([one] * 3), 2) == 1
    assert cohen_kappa(one, 1 - one, 2) == -1
    a, b = np.random.default_rng(1).integers(0, 3, (2, 30))
    other = np.array([2, 0, 1])
    assert cohen_kappa(other[a], other[b], 3) == pytest.approx(cohen_kappa(a, b, 3))


def test_when_all_call_all_the_same_there_is_no_kappa() -> None:
    """0/0, told as nan."""
    same = np.zeros((3, 5), dtype=int)
    assert math.isnan(cohen_kappa(same[0], same[1], 2))
    assert math.isnan(fleiss_kappa(same, 2))


def test_one_labeller_is_told() -> None:
    """With what must hold, what was given, and the fix."""
    with pytest.raises(ShapeError, match=r"two labellers or more; given: 1.*nobody"):
        fleiss_kappa(np.zeros((1, 5), dtype=int), 2)
