"""Random weights have the size that was asked for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from scipy import stats

from heldout.nn.initializers import normal, uniform
from heldout.nn.shapes import ShapeError

from ..oracle import distinct


def test_normal_numbers_are_normal() -> None:
    """By the test of Kolmogorov and Smirnov, with the scale as their standard deviation."""
    w = normal(np.random.default_rng(0), 20_000, 0.3)
    assert stats.kstest(w, stats.norm(0, 0.3).cdf).pvalue > 0.01


def test_uniform_numbers_are_uniform() -> None:
    """From −bound to bound, so that their variance is bound²/3."""
    w = uniform(np.random.default_rng(0), 20_000, 0.3)
    assert stats.kstest(w, stats.uniform(-0.3, 0.6).cdf).pvalue > 0.01
    assert w.var() == pytest.approx(0.3**2 / 3, rel=0.02)


@settings(max_examples=25, deadline=None)
@given(distinct(3))
def test_a_seed_gives_the_same_weights_in_every_dtype(shape: tuple[int, ...]) -> None:
    """Rounded, and nothing else."""
    for draw in (normal, uniform):
        whole = draw(np.random.default_rng(3), shape, 0.2)
        assert (whole.shape, whole.dtype) == (shape, np.float64)
        for dtype in (np.float32, np.float16):
            part = draw(np.random.default_rng(3), shape, 0.2, dtype)
            assert part.dtype == dtype
            assert (part == whole.astype(dtype)).all()


def test_the_scale_is_a_factor() -> None:
    """Twice the scale is twice the same numbers."""
    for draw in (normal, uniform):
        one, two = (draw(np.random.default_rng(5), 7, scale) for scale in (0.1, 0.2))
        np.testing.assert_allclose(two, 2 * one)


def test_a_negative_size_is_refused() -> None:
    """By both, with what to do."""
    with pytest.raises(ShapeError, match=r"scale must.*given: -1.*Take"):
        normal(np.random.default_rng(0), 3, -1.0)
    with pytest.raises(ShapeError, match=r"bound must.*given: -1.*Take"):
        uniform(np.random.default_rng(0), 3, -1.0)
