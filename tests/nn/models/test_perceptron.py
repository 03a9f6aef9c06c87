"""The perceptron: sums, the step, and its truth table."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.models import perceptron, perceptron_sums, truth_inputs
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, values


@settings(max_examples=25, deadline=None)
@given(shape=distinct(2, most=9), bias=st.floats(-2, 2))
def test_sums_are_those_of_a_slow_loop(shape: tuple[int, int], bias: float) -> None:
    """The bias counts once, not once for each input."""
    N, D = shape
    x, weight = values(1, N, D), values(2, D)
    slow = [sum(x[n, j] * weight[j] for j in range(D)) + bias for n in range(N)]
    agrees(perceptron_sums(x, weight, bias), slow)
    assert perceptron(x, weight, bias).tolist() == [int(total > 0) for total in slow]


def test_the_table_of_the_two_input_net() -> None:
    """w = (1, 1), b = −2.5: sums −2.5, −1.5, −1.5, −0.5, and no row answers 1."""
    agrees(perceptron_sums(truth_inputs(2), np.ones(2), -2.5), [-2.5, -1.5, -1.5, -0.5])
    assert perceptron(truth_inputs(2), np.ones(2), -2.5).tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("bias", "ones"), [(-2.5, 0), (-2, 0), (-1.5, 1), (-1, 1), (-0.5, 3), (0, 3), (0.5, 4)]
)
def test_a_rising_bias_turns_answers_on(bias: float, ones: int) -> None:
    """A sum of 0 lies on the plane and answers 0."""
    assert perceptron(truth_inputs(2), np.ones(2), bias).sum() == ones


def test_truth_tables_count_in_binary() -> None:
    """Of no input there is one row."""
    assert truth_inputs(3).tolist()[:4] == [[0, 0, 0], [0, 0, 1], [0, 1, 0], [0, 1, 1]]
    assert truth_inputs(3).shape == (8, 3)
    assert truth_inputs(0).shape == (1, 0)


def test_answers_do_not_feel_a_positive_scale() -> None:
    """The law of a step: (c w, c b) is the same plane."""
    x, weight = values(1, 50, 4), values(2, 4)
    assert (perceptron(x, weight, 0.3) == perceptron(x, 7 * weight, 2.1)).all()


def test_types_stay_and_whole_numbers_are_taken() -> None:
    """float32 sums of float32; integers become float64."""
    x = np.ones((2, 3), np.float32)
    assert perceptron_sums(x, np.ones(3, np.float32), 0.5).dtype == np.float32
    assert perceptron_sums(np.ones((2, 3), int), np.ones(3), 0.5).dtype == np.float64


def test_a_weight_that_does_not_fit_is_told() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"shape \(3,\); given: \(2,\).*One each input"):
        perceptron_sums(np.ones((4, 3)), np.ones(2), 0)
    with pytest.raises(ShapeError, match="from 0 to 20"):
        truth_inputs(21)
