"""Adagrad: rare features keep their rate, and nothing recovers."""

from __future__ import annotations

import numpy as np

from heldout.nn.optimizers import Adagrad, GradientDescent, RMSProp

from ..oracle import agrees


def test_the_first_step_is_the_rate_whatever_the_gradient() -> None:
    """Its sign is all that counts."""
    for size in (1e-3, 1.0, 1e3):
        x = {"x": np.zeros(2)}
        Adagrad(0.1).step(x, {"x": np.array([size, -size])})
        agrees(x["x"], np.array([-0.1, 0.1]), 1e-6)


def test_a_constant_gradient_is_followed_ever_more_slowly() -> None:
    """Step t is η/√t."""
    x, optimizer = {"x": np.zeros(1)}, Adagrad(0.1)
    for _ in range(50):
        optimizer.step(x, {"x": np.ones(1)})
    agrees(-x["x"], np.array([0.1 * sum(t**-0.5 for t in range(1, 51))]))


def test_a_rare_feature_moves_as_far_at_its_turn_as_a_common_one_at_first() -> None:
    """After 99 steps of which it saw nothing; gradient descent treats both alike."""
    x, optimizer = {"x": np.zeros(2)}, Adagrad(0.1)
    plain, descent = {"x": np.zeros(2)}, GradientDescent(0.1)
    for step in range(100):
        before = x["x"].copy()
        gradient = np.array([1.0, 1.0 if step == 99 else 0.0])
        optimizer.step(x, {"x": gradient})
        descent.step(plain, {"x": gradient})
    common, rare = before - x["x"]
    agrees(np.array([common, rare]), np.array([0.01, 0.1]))
    agrees(plain["x"], np.array([-10, -0.1]))


def test_after_a_change_it_cannot_follow_and_rmsprop_can() -> None:
    """A large gradient for 100 steps, then a minimum elsewhere with small ones."""
    ends = []
    for optimizer in (Adagrad(0.1), RMSProp(0.1, rho=0.9)):
        x = {"x": np.zeros(1)}
        for _ in range(100):
            optimizer.step(x, {"x": np.array([100.0])})
        x["x"][:] = 0
        for _ in range(100):
            optimizer.step(x, {"x": x["x"] - 1})
        ends.append(abs(x["x"][0] - 1))
    assert ends[0] > 0.9
    assert ends[1] < 0.2
