"""Nesterov's rule as it was published, and as it is computed."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.optimizers import Nesterov
from heldout.nn.shapes import Array, ShapeError

from ..oracle import agrees, values


def test_it_is_the_published_rule_seen_from_the_point_ahead() -> None:
    """θ̃ = θ − ηβv at every step, with the gradient taken there."""
    A = values(0, 3, 3)
    A = A @ A.T + np.eye(3)

    def gradient(at: Array) -> Array:
        return A @ at - 1

    rate, beta = 0.05, 0.9
    theta, v = np.ones(3), np.zeros(3)
    ours, optimizer = {"x": np.ones(3)}, Nesterov(rate, beta=beta)
    for _ in range(30):
        v = beta * v + gradient(theta - rate * beta * v)
        theta = theta - rate * v
        optimizer.step(ours, {"x": gradient(ours["x"])})
        agrees(ours["x"], theta - rate * beta * v)


def test_a_memory_that_grows_is_refused() -> None:
    """β = 1 would never forget."""
    with pytest.raises(ShapeError, match=r"beta must.*given: 1.*usual"):
        Nesterov(0.1, beta=1)
