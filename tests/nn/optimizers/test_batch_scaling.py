"""The rate that goes with a batch."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.optimizers import GradientDescent, linear_scaling, square_root_scaling
from heldout.nn.shapes import ShapeError

from ..oracle import agrees


def test_four_times_the_batch_has_four_or_two_times_the_rate() -> None:
    """And back."""
    assert linear_scaling(0.1, 128, 32) == pytest.approx(0.4)
    assert square_root_scaling(0.1, 128, 32) == pytest.approx(0.2)
    assert linear_scaling(linear_scaling(0.1, 512, 32), 32, 512) == pytest.approx(0.1)


def test_where_the_gradient_is_constant_the_linear_rule_is_exact() -> None:
    """Four steps with the gradients of four batches are one with their mean at four times η."""
    gradients = np.random.default_rng(0).standard_normal((4, 3))
    small, large = {"w": np.zeros(3)}, {"w": np.zeros(3)}
    for g in gradients:
        GradientDescent(0.1).step(small, {"w": g})
    rate = linear_scaling(0.1, 4 * 32, 32)
    GradientDescent(rate).step(large, {"w": gradients.mean(axis=0)})
    agrees(small["w"], large["w"])


def test_a_batch_holds_samples() -> None:
    """None is no batch."""
    with pytest.raises(ShapeError, match=r"batches must.*given: \(0, 32\)"):
        linear_scaling(0.1, 0, 32)
