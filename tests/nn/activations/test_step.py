"""The step."""

from __future__ import annotations

import numpy as np

from heldout.nn.activations import logistic, step, step_backward

from ..oracle import agrees, values
from .elementwise import differentiates, keeps_types


def test_it_fires_above_the_threshold_and_not_at_it() -> None:
    """0.0 gives 0."""
    agrees(step(np.array([-1.0, 0.0, 1e-9, 2.0])), [0.0, 0.0, 1.0, 1.0], 0)
    agrees(step(np.array([1.0, 2.0]), threshold=1.0), [0.0, 1.0], 0)


def test_a_perceptron_with_it_is_or() -> None:
    """x₁ + x₂ − 0.25: sums −0.25, 0.75, 0.75, 1.75."""
    x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    agrees(step(x.sum(axis=1) - 0.25), [0.0, 1.0, 1.0, 1.0], 0)


def test_the_gradient_is_zero_everywhere() -> None:
    """As finite differences say away from the threshold."""
    x = values(1, 4, 5)
    differentiates(step, step_backward, x)
    agrees(step_backward(np.ones_like(x), x), np.zeros_like(x), 0)


def test_a_steep_logistic_comes_to_it() -> None:
    """Away from the threshold."""
    x = np.array([-2.0, -0.1, 0.1, 2.0])
    agrees(logistic(x, 1000.0), step(x), 1e-12)


def test_small_types_stay_and_stay_right() -> None:
    """±1000 among them."""
    keeps_types(step, step_backward, -1000, 1000)
