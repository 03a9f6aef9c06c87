"""Mixup and CutMix."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.data import cutmix, mixup, one_hot
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, values


@settings(max_examples=25, deadline=None)
@given(distinct(3, 2), st.floats(0.1, 5), st.integers(0, 999))
def test_labels_are_mixed_like_the_samples(shape: tuple[int, ...], alpha: float, seed: int) -> None:
    """y made of x stays made of x: with y = x W, ỹ = x̃ W."""
    N, D, C = shape
    x, weight = values(seed, N, D), values(seed + 1, D, C)
    mixed_x, mixed_y = mixup(x, x @ weight, alpha, np.random.default_rng(seed))
    agrees(mixed_y, mixed_x @ weight, 1e-9)


def test_shares_are_beta_distributed() -> None:
    """Mean ½ and variance 1 / (4 (2α + 1)), read off the labels; one share for each sample."""
    n = 20_000
    x = np.arange(n, dtype=float)[:, None]
    for alpha in (0.2, 1.0, 4.0):
        _, y = mixup(x, np.eye(2)[np.arange(n) % 2], alpha, np.random.default_rng(0))
        odd = y[(y > 0).all(axis=1)][:, 0]  # those mixed with the other class
        shares = np.concatenate([odd, 1 - odd])
        assert shares.var() == pytest.approx(1 / (4 * (2 * alpha + 1)), rel=0.05)
        assert len(np.unique(odd)) > 0.99 * len(odd)


def test_rows_of_labels_still_add_up_to_1() -> None:
    """Of mixup and of CutMix; and the mean label of the batch is nearly what it was for large α."""
    x, y = values(1, 30, 2, 6, 5), one_hot(np.arange(30) % 4, 4)
    for mix in (mixup, cutmix):
        _, mixed = mix(x, y, 0.7, np.random.default_rng(2))
        agrees(mixed.sum(axis=1), np.ones(30), 1e-12)
        assert (mixed >= 0).all()
    _, mixed = mixup(x, y, 1e6, np.random.default_rng(2))
    np.testing.assert_allclose(mixed.mean(axis=0), y.mean(axis=0), atol=1e-3)


@settings(max_examples=25, deadline=None)
@given(distinct(4, 2), st.floats(0.1, 5), st.integers(0, 999))
def test_cutmix_counts_the_pixels_it_took(shape: tuple[int, ...], alpha: float, seed: int) -> None:
    """With each image filled with its own number, the label is the share of the numbers in it."""
    N, C, H, W = shape
    x = np.broadcast_to(np.arange(N, dtype=float)[:, None, None, None], shape)
    mixed, y = cutmix(x, np.eye(N), alpha, np.random.default_rng(seed))
    for n in range(N):
        shares = np.bincount(mixed[n].astype(int).ravel(), minlength=N) / (C * H * W)
        agrees(y[n], shares, 1e-9)
        taken = mixed[n, 0] != n
        rows, columns = taken.any(axis=1), taken.any(axis=0)
        assert taken.sum() == rows.sum() * columns.sum()  # one box


def test_nothing_is_changed_in_place() -> None:
    """New arrays."""
    x, y = values(3, 4, 3, 3), np.eye(4)
    kept = x.copy()
    mixup(x, y, 1, np.random.default_rng(0))
    cutmix(x, y, 1, np.random.default_rng(0))
    np.testing.assert_array_equal(x, kept)
    np.testing.assert_array_equal(y, np.eye(4))


@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_the_type_is_kept(dtype: type) -> None:
    """Of samples and labels."""
    x, y = values(4, 5, 3, 3).astype(dtype), np.eye(5, dtype=dtype)
    for mix in (mixup, cutmix):
        assert {array.dtype for array in mix(x, y, 0.5, np.random.default_rng(0))} == {
            np.dtype(dtype)
        }


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    rng = np.random.default_rng(0)
    with pytest.raises(
        ShapeError, match=r"y must have shape \(3, C\); given: shape \(3,\). Integer"
    ):
        mixup(np.ones((3, 2)), np.array([0, 1, 1]), 1, rng)
    with pytest.raises(ShapeError, match="alpha must be positive; given: 0"):
        mixup(np.ones((3, 2)), np.eye(3), 0, rng)
    with pytest.raises(ShapeError, match=r"x must be images \(N, …, H, W\); given: shape \(3, 2\)"):
        cutmix(np.ones((3, 2)), np.eye(3), 1, rng)
