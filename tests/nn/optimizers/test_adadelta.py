"""Adadelta needs no rate, and its start is its ε."""

from __future__ import annotations

import numpy as np

from heldout.nn.optimizers import Adadelta

from ..oracle import agrees


def test_the_first_step_is_set_by_epsilon_alone() -> None:
    """√(ε/(1 − ρ)), for a gradient of 1 and of 1,000."""
    for size in (1.0, 1000.0):
        x = {"x": np.zeros(1)}
        Adadelta().step(x, {"x": np.array([size])})
        agrees(x["x"], np.array([-((1e-6 / 0.1) ** 0.5)]), 1e-4)


def test_without_a_rate_it_descends_at_any_scale_of_the_loss() -> None:
    """0.01, 1 and 100 times the same bowl, given nothing to tune."""
    for scale in (0.01, 1.0, 100.0):
        x, optimizer = {"x": np.ones(1)}, Adadelta()
        for _ in range(1500):
            optimizer.step(x, {"x": scale * x["x"]})
        assert abs(x["x"][0]) < 0.2


def test_it_does_not_come_to_rest_in_a_minimum() -> None:
    """Ten times the steps, more than five times the loss: u never falls below what ε feeds it."""
    scale = np.array([0.5, 1.0, 2.0])
    x, optimizer, losses = {"x": np.array([1.0, -1.0, 0.5])}, Adadelta(), []
    for _ in range(10_001):
        losses.append(float(scale @ x["x"] ** 2))
        optimizer.step(x, {"x": 2 * scale * x["x"]})
    assert max(losses[900:1000]) < 1e-3 * losses[0]
    assert max(losses[-100:]) > 5 * max(losses[900:1000])
