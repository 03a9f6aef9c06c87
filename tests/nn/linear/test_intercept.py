"""Means taken out and put back."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.linear import centred
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, values


def test_what_is_left_has_no_weighted_mean() -> None:
    """And is scaled by the roots of the weights."""
    x, y, s = values(0, 7, 3) + 5, values(1, 7), np.arange(7.0)
    data = centred(x, y, s)
    agrees(np.sqrt(s) @ data.x, np.zeros(3), 1e-12)
    agrees(np.sqrt(s) @ data.y, np.zeros(()), 1e-12)
    agrees(data.x_mean, np.average(x, axis=0, weights=s))
    agrees(data.x, np.sqrt(s)[:, None] * (x - data.x_mean))


def test_the_bias_puts_the_plane_through_the_means() -> None:
    """For one target and for several, in the dtype of x; 0 without an intercept."""
    x, y = (values(0, 7, 3) + 5).astype(np.float32), values(1, 7, 2)
    weight, bias = centred(x, y).with_bias(np.ones((3, 2)))
    agrees(x.mean(axis=0) @ weight + bias, y.mean(axis=0), 1e-5)
    assert weight.dtype == bias.dtype == np.float32
    _, none = centred(x, y[:, 0], intercept=False).with_bias(np.ones(3))
    assert none.shape == ()
    assert none == 0


@pytest.mark.parametrize("weights", [np.ones(6), -np.ones(7), np.zeros(7)])
def test_weights_that_weigh_nothing_are_refused(weights: np.ndarray) -> None:
    """One for each sample, not negative, not all 0."""
    with pytest.raises(ShapeError, match=r"weights must be 7 numbers.*given.*Leave"):
        centred(np.ones((7, 3)), np.ones(7), weights)


def test_data_that_do_not_fit_are_told() -> None:
    """One axis too few, one sample too many."""
    with pytest.raises(ShapeError, match=r"x must have shape \(N, D\).*given.*x\[:, None\]"):
        centred(np.ones(7), np.ones(7))
    with pytest.raises(ShapeError, match=r"y must have shape \(7,\).*given: shape \(8,\).*row"):
        centred(np.ones((7, 3)), np.ones(8))
