"""Bias, variance and noise."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.metrics import bias_variance, refits
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, values


@settings(max_examples=25, deadline=None)
@given(distinct(2, least=2), st.integers(0, 99))
def test_the_parts_sum_to_the_error(sizes: tuple[int, ...], seed: int) -> None:
    """Of the fits at hand, to the last digit, against the slow definition."""
    R, N = sizes
    f, truth = values(seed, R, N), values(seed + 1, N)
    parts = bias_variance(f, truth, 0.25)
    error = np.mean([(f[r, n] - truth[n]) ** 2 for r in range(R) for n in range(N)])
    assert parts.error == pytest.approx(error + 0.25, rel=1e-12)
    variance = np.mean([np.var(f[:, n]) for n in range(N)])
    assert parts.variance == pytest.approx(variance, rel=1e-12)
    assert parts.bias_squared == pytest.approx(error - variance, abs=1e-12)


def test_a_constant_error_is_bias_and_a_scatter_is_variance() -> None:
    """1 beside the truth always; and 1 above or below it by turns."""
    truth = values(1, 5)
    assert bias_variance(np.tile(truth + 1, (4, 1)), truth)[:2] == pytest.approx((1, 0))
    assert bias_variance(np.stack([truth + 1, truth - 1]), truth)[:2] == pytest.approx((0, 1))


def test_a_shift_of_truth_and_fits_changes_nothing() -> None:
    """Around 10,000 too."""
    f, truth = values(1, 6, 5), values(2, 5)
    agrees(bias_variance(f + 1e4, truth + 1e4), bias_variance(f, truth), 1e-8)


def test_of_the_mean_of_n_draws_the_variance_is_one_nth() -> None:
    """Refitted to 4,000 sets; and against new noisy targets the error is the sum of the three."""
    n, sigma, repeats = 5, 0.5, 4000
    rng = np.random.default_rng(0)

    def draw(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        return np.zeros(n), 2 + sigma * rng.standard_normal(n)

    f = refits(lambda x, y, points: np.full(len(points), y.mean()), draw, np.zeros(1), repeats, rng)
    assert f.shape == (repeats, 1)
    parts = bias_variance(f, np.array([2.0]), sigma**2)
    assert parts.bias_squared == pytest.approx(0, abs=1e-3)
    assert parts.variance == pytest.approx(sigma**2 / n, rel=0.1)
    fresh = 2 + sigma * rng.standard_normal((repeats, 1))
    assert ((fresh - f) ** 2).mean() == pytest.approx(parts.error, rel=0.1)


def test_the_same_seed_gives_the_same_fits() -> None:
    """Chance is what was passed."""

    def draw(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        return np.zeros(3), rng.standard_normal(3)

    def once() -> np.ndarray:
        rng = np.random.default_rng(7)
        return refits(lambda x, y, points: points + y.sum(), draw, np.arange(2.0), 4, rng)

    agrees(once(), once(), 0)
    assert len(np.unique(once())) == 8


def test_what_does_not_fit_is_told() -> None:
    """With what must hold, what was given, and the fix."""
    with pytest.raises(ShapeError, match=r"two fits or more; given: 1.*variance"):
        bias_variance(np.zeros((1, 3)), np.zeros(3))
    with pytest.raises(ShapeError, match=r"truth must have shape \(3,\); given: \(2,\)"):
        bias_variance(np.zeros((2, 3)), np.zeros(2))
