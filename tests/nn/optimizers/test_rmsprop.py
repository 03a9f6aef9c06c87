"""RMSProp: its start, and its steps later."""

from __future__ import annotations

import numpy as np

from heldout.nn.optimizers import RMSProp

from ..oracle import agrees


def test_the_first_step_is_too_long() -> None:
    """By 1/√(1 − ρ), since the mean square starts at 0."""
    x = {"x": np.zeros(2)}
    RMSProp(0.1, rho=0.99).step(x, {"x": np.array([5.0, -0.01])})
    agrees(x["x"], np.array([-1.0, 1.0]), 1e-5)


def test_scaling_the_loss_changes_nothing() -> None:
    """Up to ε."""
    ends = []
    for scale in (1.0, 1000.0):
        x, optimizer = {"x": np.ones(3)}, RMSProp(0.01, epsilon=1e-12)
        for _ in range(20):
            optimizer.step(x, {"x": scale * np.array([1.0, 2, 3]) * x["x"]})
        ends.append(x["x"])
    agrees(ends[0], ends[1])
