"""Adam's first step, and its blindness to scale."""

from __future__ import annotations

import numpy as np

from heldout.nn.optimizers import Adam

from ..oracle import agrees, values


def test_the_first_step_is_the_rate_whatever_the_gradient() -> None:
    """This is what the correction is for; without it the step would be 3.2 η."""
    x = {"x": np.zeros(4)}
    Adam(0.1).step(x, {"x": np.array([1e-3, -1.0, 1e3, 1e6])})
    agrees(x["x"], np.array([-0.1, 0.1, -0.1, -0.1]), 1e-4)


def test_a_gradient_that_never_changes_moves_by_the_rate_each_time() -> None:
    """At every step, not only at the first: both means are exact from the start."""
    x, optimizer = {"x": np.zeros(1)}, Adam(0.1)
    for step in range(1, 30):
        optimizer.step(x, {"x": np.array([7.0])})
        agrees(x["x"], np.array([-0.1 * step]), 1e-6)


def test_scaling_the_loss_changes_nothing() -> None:
    """Up to ε."""
    ends = []
    for scale in (1.0, 1e4):
        x, optimizer = {"x": values(0, 3)}, Adam(0.01, epsilon=1e-12)
        for _ in range(20):
            optimizer.step(x, {"x": scale * np.array([1.0, 2, 3]) * x["x"]})
        ends.append(x["x"])
    agrees(ends[0], ends[1])
