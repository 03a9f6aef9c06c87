"""Calibration."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.calibration import calibration_curve

from heldout.nn.activations import softmax
from heldout.nn.metrics import expected_calibration_error, reliability
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, values


@settings(max_examples=25, deadline=None)
@given(distinct(3, least=2, most=30), st.integers(0, 99))
def test_the_bins_are_scikit_learns(sizes: tuple[int, ...], seed: int) -> None:
    """Those with samples in them; and the error is their weighted gap."""
    N, C, bins = sizes
    p, target = softmax(values(seed, N, C)), np.random.default_rng(seed).integers(0, C, N)
    right = p.argmax(axis=1) == target
    share, mean = calibration_curve(right, p.max(axis=1), n_bins=bins)
    confidence, accuracy, samples = reliability(p, target, bins)
    agrees(accuracy[samples > 0], share, 1e-12)
    agrees(confidence[samples > 0], mean, 1e-12)
    assert np.isnan(accuracy[samples == 0]).all()
    assert samples.sum() == N
    expected = (samples[samples > 0] * np.abs(share - mean)).sum() / N
    assert expected_calibration_error(p, target, bins) == pytest.approx(expected)


def test_what_keeps_its_promises_has_none() -> None:
    """80 % confident and right in 8 of 10."""
    p = np.tile([0.8, 0.2], (10, 1))
    target = np.repeat([0, 1], [8, 2])
    assert expected_calibration_error(p, target) == pytest.approx(0)
    assert expected_calibration_error(p, 1 - target) == pytest.approx(0.6)


def test_certainty_is_in_the_last_bin() -> None:
    """And 0.7 in the one that ends there."""
    p = np.array([[1.0, 0.0], [0.7, 0.3]])
    agrees(reliability(p, np.array([0, 0])).samples, [0, 0, 0, 0, 0, 0, 1, 0, 0, 1], 0)


def test_the_order_of_the_samples_is_of_no_matter() -> None:
    """And with one bin it is the gap of the means."""
    p, target = softmax(values(1, 50, 3)), np.arange(50) % 3
    order = np.random.default_rng(0).permutation(50)
    expected = expected_calibration_error(p, target)
    assert expected_calibration_error(p[order], target[order]) == pytest.approx(expected)
    gap = abs(p.max(axis=1).mean() - (p.argmax(axis=1) == target).mean())
    assert expected_calibration_error(p, target, bins=1) == pytest.approx(gap)


def test_what_does_not_fit_is_told() -> None:
    """With what must hold, what was given, and the fix."""
    with pytest.raises(ShapeError, match=r"lie from 0 to 1; given: 0.0 to 3.0.*softmax"):
        reliability(np.array([[3.0, 0.0]]), np.array([0]))
    with pytest.raises(ShapeError, match=r"shape \(N, C\); given: shape \(2,\).*np.stack"):
        reliability(np.array([0.5, 0.5]), np.array([0, 1]))
    with pytest.raises(ShapeError, match="bins must be at least 1"):
        reliability(np.array([[1.0, 0.0]]), np.array([0]), 0)
    with pytest.raises(ShapeError, match=r"target must have shape \(1,\)"):
        reliability(np.array([[1.0, 0.0]]), np.array([0, 1]))
