"""The check for a shift of the inputs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm
from sklearn.metrics import roc_auc_score

from heldout.nn.data import rank_auc, shift_auc
from heldout.nn.shapes import ShapeError

from ..oracle import values

SCORES = st.lists(st.integers(-3, 3), min_size=1, max_size=12)


@settings(max_examples=25, deadline=None)
@given(SCORES, SCORES)
def test_auc_counts_pairs(negative: list[int], positive: list[int]) -> None:
    """Ties half; scikit-learn's, and the same after any rising function."""
    a, b = np.array(negative, dtype=float), np.array(positive, dtype=float)
    pairs = ((b[:, None] > a) + 0.5 * (b[:, None] == a)).mean()
    truth = np.repeat([0, 1], [len(a), len(b)])
    auc = rank_auc(a, b)
    assert auc == pytest.approx(pairs)
    assert auc == pytest.approx(roc_auc_score(truth, np.concatenate([a, b])))
    assert rank_auc(np.exp(a), np.exp(b)) == pytest.approx(auc)
    assert rank_auc(b, a) == pytest.approx(1 - auc)


def test_rows_of_one_source_cannot_be_told_apart() -> None:
    """0.5 within chance, though there are 40 features for 100 rows to overfit."""
    aucs = [
        shift_auc(values(n, 100, 40), values(n + 50, 100, 40), np.random.default_rng(n))[0]
        for n in range(6)
    ]
    assert np.mean(aucs) == pytest.approx(0.5, abs=0.04)


def test_a_shifted_feature_is_seen_and_named() -> None:
    """Two normals one deviation apart have AUC Φ(1/√2) = 0.76."""
    train, new = values(1, 600, 4), values(2, 500, 4)
    new[:, 2] += 1
    auc, told = shift_auc(train, new, np.random.default_rng(3))
    assert auc == pytest.approx(norm.cdf(2**-0.5), abs=0.03)
    assert told[0] == 2
    assert sorted(told) == [0, 1, 2, 3]


def test_a_change_of_spread_is_seen_by_squares_only() -> None:
    """Means are the same, and a linear score sees nothing else."""
    train, new = values(4, 600, 3), values(5, 600, 3)
    new[:, 1] *= 2
    auc, told = shift_auc(train, new, np.random.default_rng(6))
    assert auc > 0.65
    assert told[0] == 1
    linear, _ = shift_auc(train, new, np.random.default_rng(6), squares=False)
    assert linear < 0.56


def test_units_do_not_matter() -> None:
    """Features are standardised within each fold, a constant one too."""
    train, new = values(7, 80, 3), values(8, 80, 3) + 0.5
    train[:, 0] = new[:, 0] = 5
    scale, shift = np.array([1, 1000, 1e-3]), np.array([0, 10_000, 0])
    auc, _ = shift_auc(train, new, np.random.default_rng(9))
    other, _ = shift_auc(scale * train + shift, scale * new + shift, np.random.default_rng(9))
    assert other == pytest.approx(auc, abs=1e-9)


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    rng = np.random.default_rng(0)
    with pytest.raises(ShapeError, match=r"new must have the 2 features of train; given: 3. Prep"):
        shift_auc(np.ones((9, 2)), np.ones((9, 3)), rng)
    with pytest.raises(ShapeError, match="both sides must have scores; given: 0 and 2"):
        rank_auc(np.ones(0), np.ones(2))
