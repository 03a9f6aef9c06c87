"""Pieces of a batch give the gradient of the whole."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.shapes import Labels, Parameters, ShapeError
from heldout.nn.training import accumulated_gradient

from ..oracle import agrees, values
from .softmax_regression import loss_on, problem, zeros


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 30), st.integers(1, 35), st.integers(0, 9))
def test_pieces_add_up_to_the_batch(N: int, size: int, seed: int) -> None:
    """Loss and gradients, also where the last piece is smaller than the others."""
    x, y = problem(seed, N=N)
    parameters = {"weight": values(seed, 3, 4), "bias": values(seed + 1, 4)}
    loss_of, rows = loss_on(x, y, parameters), np.random.default_rng(seed).permutation(N)
    loss, gradients = accumulated_gradient(loss_of, rows, size)
    expected_loss, expected = loss_of(rows)
    agrees(loss, expected_loss, 1e-12)
    assert set(gradients) == set(expected)
    for name in expected:
        agrees(gradients[name], expected[name], 1e-12)


def test_the_mean_of_means_is_another_number() -> None:
    """The mistake that the weights avoid: five samples in pieces of four and one."""
    x, y = problem(1, N=5)
    parameters = zeros()
    loss_of = loss_on(x, y, parameters)
    wrong = (loss_of(np.arange(4))[1]["weight"] + loss_of(np.arange(4, 5))[1]["weight"]) / 2
    right = accumulated_gradient(loss_of, np.arange(5), 4)[1]["weight"]
    assert np.abs(wrong - right).max() > 0.01


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_the_type_of_the_gradients_stays(dtype: type[np.floating]) -> None:
    """And float16 is summed wide: a thousand pieces of 0.1 are still 0.1."""

    def loss_of(rows: Labels) -> tuple[float, Parameters]:
        return 0.1, {"weight": np.full((2, 3), 0.1, dtype)}

    loss, gradients = accumulated_gradient(loss_of, np.arange(1000), 1)
    assert gradients["weight"].dtype == dtype
    agrees(gradients["weight"].astype(float), np.full((2, 3), 0.1), 2e-4)
    agrees(loss, 0.1, 1e-9)


def test_the_gradients_of_a_piece_are_left_as_they_were() -> None:
    """A model may hand out the same arrays each time."""
    kept = {"weight": np.ones(3)}
    accumulated_gradient(lambda rows: (1.0, kept), np.arange(4), 2)
    assert np.array_equal(kept["weight"], np.ones(3))


def test_no_rows_and_no_size_are_refused() -> None:
    """With what must hold, what was given and what to do."""
    with pytest.raises(ShapeError, match=r"index or more; given: none\. Skip"):
        accumulated_gradient(lambda rows: (0.0, {}), np.arange(0), 2)
    with pytest.raises(ShapeError, match="size must be at least 1"):
        accumulated_gradient(lambda rows: (0.0, {}), np.arange(3), 0)
