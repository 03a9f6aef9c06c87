"""Gradient descent on bowls and saddles."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.optimizers import GradientDescent

from ..oracle import agrees


@pytest.mark.parametrize(("rate", "settles"), [(0.1, True), (1.9, True), (2.1, False)])
def test_it_settles_below_two_over_the_curvature(rate: float, settles: bool) -> None:
    """Each step multiplies the distance by 1 − ηλ; here λ = 1."""
    x = {"x": np.array([1.0])}
    optimizer = GradientDescent(rate)
    for _ in range(100):
        optimizer.step(x, {"x": x["x"].copy()})
    agrees(x["x"], np.array([(1 - rate) ** 100]))
    assert (abs(x["x"][0]) < 1) == settles


def test_it_stays_on_a_saddle() -> None:
    """x² − y² from y = 0: x falls to the saddle, and y never moves."""
    p = {"x": np.array([1.0]), "y": np.array([0.0])}
    for _ in range(200):
        GradientDescent(0.1).step(p, {"x": 2 * p["x"], "y": -2 * p["y"]})
    assert abs(p["x"][0]) < 1e-12
    assert p["y"][0] == 0
