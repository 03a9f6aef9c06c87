"""Accelerated proximal descent."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.linear import accelerated, largest_curvature
from heldout.nn.regularizers import soft_threshold
from heldout.nn.shapes import Array, ShapeError

from ..oracle import agrees, values

SCALE = np.geomspace(1e-3, 1, 8)


def _count(momentum: bool) -> int:
    """Steps until every weight of an ill-conditioned bowl is within 1e-6 of the minimum."""
    seen = [0]

    def gradient(w: Array) -> Array:
        seen[0] += 1
        return SCALE * (w - 1)

    if momentum:
        agrees(accelerated(gradient, lambda w, rate: w, np.zeros(8), 1.0), np.ones(8), 1e-6)
    else:
        w = np.zeros(8)
        while np.abs(w - 1).max() > 1e-6:
            w = w - gradient(w)
    return seen[0]


def test_it_needs_far_fewer_steps_than_plain_descent() -> None:
    """On curvatures from 0.001 to 1, although it asks for more digits."""
    assert _count(momentum=True) < _count(momentum=False) / 10


def test_a_separable_problem_is_solved_exactly() -> None:
    """½ Σ s(w − c)² + t|w| has soft(c, t/s) as its minimum."""
    c = values(0, 8)
    found = accelerated(
        lambda w: SCALE * (w - c), lambda w, rate: soft_threshold(w, rate * 5e-4), np.zeros(8), 1.0
    )
    agrees(found, np.array([soft_threshold(v, 5e-4 / s) for v, s in zip(c, SCALE, strict=True)]))


def test_the_curvature_is_the_largest_eigenvalue() -> None:
    """Of xᵀx/N."""
    x = values(0, 9, 4)
    assert largest_curvature(x) == pytest.approx(np.linalg.eigvalsh(x.T @ x / 9)[-1])


def test_a_descent_that_does_not_settle_says_so() -> None:
    """In the steps that it was given."""
    with pytest.raises(ShapeError, match=r"must settle.*given: 3 steps.*Standardise"):
        accelerated(lambda w: SCALE * (w - 1), lambda w, rate: w, np.zeros(8), 1.0, steps=3)
    with pytest.raises(ShapeError, match=r"curvature must.*given: 0"):
        accelerated(lambda w: w, lambda w, rate: w, np.zeros(8), 0.0)
