"""The share of units at their ends."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.diagnostics import saturation
from heldout.nn.shapes import ShapeError

from ..oracle import values


def test_the_share_is_counted_at_both_ends() -> None:
    """Two of five for a sigmoid; the same values lie well inside a tanh's range but for one."""
    h = np.array([[0.0, 0.01, 0.5, 0.9, 0.97], [1.0, 0.03, 0.5, 0.5, 0.5]])
    assert saturation(h) == pytest.approx(0.3)
    assert saturation(h, -1, 1) == pytest.approx(0.2)
    assert saturation(h, margin=0.05) == pytest.approx(0.5)


def test_larger_weights_saturate_more() -> None:
    """While the mean says nothing."""
    z = values(0, 1000, 10)
    shares = [saturation(np.tanh(scale * z), -1, 1) for scale in (0.1, 1, 3, 30)]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] > 0.9
    assert abs(np.tanh(30 * z).mean()) < 0.05


def test_a_sigmoid_is_as_saturated_as_the_tanh_that_it_is() -> None:
    """σ(2z) = (tanh z + 1)/2: the same share."""
    z = 3 * values(0, 1000)
    assert saturation(1 / (1 + np.exp(-2 * z))) == saturation(np.tanh(z), -1, 1)


def test_ends_are_in_order_and_there_is_something_to_count() -> None:
    """The message says how."""
    with pytest.raises(ShapeError, match=r"low must lie below high.*given: \(1, -1\).*tanh"):
        saturation(np.ones(2), 1, -1)
    with pytest.raises(ShapeError, match=r"must be activations.*given: \(0,\)"):
        saturation(np.zeros(0))
