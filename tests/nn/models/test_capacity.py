"""Cover's count against linear programming and brute force."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from scipy.optimize import linprog

from heldout.nn.models import CNN, MLP, dichotomies, parameter_count, separable_share
from heldout.nn.shapes import ShapeError

from ..oracle import values


@pytest.mark.parametrize(("points", "weights"), [(2, 2), (4, 2), (5, 3), (6, 3), (7, 2), (3, 5)])
def test_the_count_is_that_of_all_labellings_tried(points: int, weights: int) -> None:
    """For points by chance, asking a linear program whether a plane through 0 separates them."""
    x = values(points, points, weights)
    found = 0
    for signs in product([-1.0, 1.0], repeat=points):
        rows = -np.array(signs)[:, None] * x
        solved = linprog(
            np.zeros(weights), A_ub=rows, b_ub=-np.ones(points), bounds=[(None, None)] * weights
        )
        found += solved.status == 0
    assert dichotomies(points, weights) == found


@pytest.mark.parametrize("weights", [1, 2, 5, 20, 100])
def test_two_labels_for_each_weight_is_the_capacity(weights: int) -> None:
    """All labellings up to D points, exactly half of them at 2D."""
    assert separable_share(weights, weights) == 1
    assert separable_share(2 * weights, weights) == 0.5


def test_the_step_gets_steeper_with_size() -> None:
    """At 1.5 and 2.5 labels a weight, from 20 weights to 200."""
    assert separable_share(30, 20) < separable_share(300, 200)
    assert separable_share(50, 20) > separable_share(500, 200)
    assert separable_share(500, 200) < 0.001


def test_xor_is_among_the_two_labellings_that_are_lost() -> None:
    """Of four points in the plane, with a bias, 14 of 16."""
    assert dichotomies(4, 3) == 14


def test_parameters_are_counted() -> None:
    """64-26-10 and a small CNN."""
    rng = np.random.default_rng(0)
    assert parameter_count(MLP((64, 26, 10), rng).parameters) == 65 * 26 + 27 * 10
    network = CNN((1, 8, 8), (8, 16), 10, rng)
    assert parameter_count(network.parameters) == 72 + 16 + 8 * 16 * 9 + 32 + 64 * 10 + 10


def test_nothing_cannot_be_labelled() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"at least 1; given: 0\. No point"):
        dichotomies(0, 3)
    with pytest.raises(ShapeError, match="weights must be at least 1"):
        dichotomies(3, 0)
