"""Momentum's memory, and its two conventions."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.optimizers import GradientDescent, Momentum
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, values


def _path(optimizer: Momentum | GradientDescent, steps: int = 15) -> list[float]:
    x, path = {"x": np.array([1.0])}, []
    for step in range(steps):
        optimizer.step(x, {"x": 0.3 * x["x"] + values(step, 1)})
        path.append(float(x["x"][0]))
    return path


def test_the_gradient_of_k_steps_ago_weighs_beta_to_the_k() -> None:
    """The velocity, written out as a sum."""
    optimizer, x = Momentum(1.0, beta=0.7), {"x": np.zeros(3)}
    gradients = [values(step, 3) for step in range(6)]
    for g in gradients:
        optimizer.step(x, {"x": g})
    agrees(optimizer.velocity["x"], sum(0.7 ** (5 - k) * g for k, g in enumerate(gradients)))


def test_the_averaging_convention_is_the_same_path_at_a_rate_ten_times_higher() -> None:
    """Damping β at η/(1 − β) against no damping at η."""
    agrees(_path(Momentum(0.5, beta=0.9, damping=0.9)), _path(Momentum(0.05, beta=0.9)))


def test_without_memory_it_is_gradient_descent() -> None:
    """β = 0."""
    agrees(_path(Momentum(0.1, beta=0)), _path(GradientDescent(0.1)))


def test_a_constant_slope_is_run_down_ten_times_faster() -> None:
    """With β = 0.9 the step tends to η g/(1 − β)."""
    x, optimizer = {"x": np.zeros(1)}, Momentum(0.1, beta=0.9)
    for _ in range(200):
        before = x["x"].copy()
        optimizer.step(x, {"x": np.ones(1)})
    agrees(before - x["x"], np.array([1.0]))


def test_a_vanished_gradient_stays_vanished() -> None:
    """A sum of zeros is zero."""
    x, optimizer = {"x": np.ones(2)}, Momentum(0.1)
    optimizer.step(x, {"x": np.zeros(2)})
    agrees(x["x"], np.ones(2), 0)


def test_a_memory_that_grows_is_refused() -> None:
    """β = 1 would never forget."""
    with pytest.raises(ShapeError, match=r"beta must.*given: 1.*usual"):
        Momentum(0.1, beta=1)
