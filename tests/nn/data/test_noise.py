"""Noise and cutout."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.data import add_noise, cutout
from heldout.nn.shapes import ShapeError

from ..oracle import distinct, values


def test_noise_has_mean_0_and_the_deviation_asked_for() -> None:
    """Over 40,000 values; without noise nothing changes."""
    x = values(0, 200, 200)
    noise = add_noise(x, 0.3, np.random.default_rng(1)) - x
    assert noise.mean() == pytest.approx(0, abs=0.006)
    assert noise.std() == pytest.approx(0.3, abs=0.006)
    np.testing.assert_array_equal(add_noise(x, 0, np.random.default_rng(1)), x)


def test_pixels_stay_within_the_bounds_given() -> None:
    """One bound may be left open."""
    x = np.full((50, 50), 0.5)
    both = add_noise(x, 5, np.random.default_rng(2), low=0, high=1)
    assert (both.min(), both.max()) == (0, 1)
    low = add_noise(x, 5, np.random.default_rng(2), low=0)
    assert low.min() == 0
    assert low.max() > 1


def test_noise_on_inputs_is_a_penalty_on_the_weights() -> None:
    """The mean squared error rises by σ² ‖w‖², within the error of 200,000 draws."""
    x, w = values(3, 20, 3), np.array([1.0, -2, 0.5])
    noisy = add_noise(np.repeat(x, 10_000, axis=0), 0.4, np.random.default_rng(4))
    target = np.repeat(x @ w - 1, 10_000)
    assert np.square(noisy @ w - target).mean() - 1 == pytest.approx(0.16 * (w @ w), rel=0.03)


@settings(max_examples=25, deadline=None)
@given(distinct(4, 2), st.integers(0, 8), st.integers(0, 999))
def test_one_rectangle_is_cut_out_of_each_image(
    shape: tuple[int, ...], side: int, seed: int
) -> None:
    """At most side × side, filled in every channel; all else is as it was."""
    x = 10 + values(seed, *shape)
    y = cutout(x, side, np.random.default_rng(seed), fill=-1)
    cut = y == -1
    np.testing.assert_array_equal(y[~cut], x[~cut])
    assert (cut == cut[:, :1]).all()
    for one in cut[:, 0]:
        rows, columns = np.flatnonzero(one.any(axis=1)), np.flatnonzero(one.any(axis=0))
        assert one.sum() == len(rows) * len(columns)
        assert max(len(rows), len(columns)) <= side
        assert (np.diff(rows) == 1).all()
        assert (np.diff(columns) == 1).all()
        assert side == 0 or one.any()


def test_squares_away_from_the_edge_are_whole() -> None:
    """And their centres are anywhere: each pixel of a 5 × 5 image is a centre as often."""
    x = np.ones((5000, 5, 5))
    y = cutout(x, 1, np.random.default_rng(5))
    assert (y == 0).sum() == 5000
    np.testing.assert_allclose((y == 0).mean(axis=0), np.full((5, 5), 1 / 25), atol=0.012)
    wide = cutout(np.ones((50, 99, 99)), 7, np.random.default_rng(6))
    assert np.median((wide == 0).sum(axis=(1, 2))) == 49


@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_the_type_is_kept(dtype: type) -> None:
    """Of both."""
    x = values(7, 2, 4, 5).astype(dtype)
    rng = np.random.default_rng(0)
    assert add_noise(x, 0.1, rng, low=0, high=1).dtype == dtype
    assert cutout(x, 2, rng).dtype == dtype


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    rng = np.random.default_rng(0)
    with pytest.raises(ShapeError, match=r"deviation must be 0 or more; given: -1. It is a stand"):
        add_noise(np.ones(3), -1, rng)
    with pytest.raises(ShapeError, match=r"images: \(N, …, H, W\); given: shape \(2, 3\). One is"):
        cutout(np.ones((2, 3)), 1, rng)
    with pytest.raises(ShapeError, match="side must be 0 or more"):
        cutout(np.ones((2, 3, 3)), -1, rng)
