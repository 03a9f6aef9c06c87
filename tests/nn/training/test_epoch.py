"""An epoch takes one step a batch and tells the mean loss per sample."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.optimizers.adam import Adam
from heldout.nn.shapes import Labels, Parameters, ShapeError
from heldout.nn.training import batches, train_epoch

from ..oracle import agrees
from .softmax_regression import loss_on, problem, zeros


class Still:
    """An optimizer that counts and moves nothing."""

    def __init__(self) -> None:
        self.steps = 0

    def step(self, parameters: Parameters, gradients: Parameters) -> None:
        """Counts."""
        self.steps += 1


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 40), st.integers(1, 50), st.integers(0, 9))
def test_the_loss_is_the_mean_over_samples(N: int, size: int, seed: int) -> None:
    """When nothing moves, it is the loss of all samples at once, however the batches fall."""
    x, y = problem(seed, N=N)
    parameters = zeros()
    parameters["weight"] += np.random.default_rng(seed).standard_normal((3, 4))
    loss_of, optimizer = loss_on(x, y, parameters), Still()
    rng = np.random.default_rng(seed)
    told = train_epoch(parameters, loss_of, optimizer, samples=N, size=size, rng=rng)
    agrees(told, loss_of(np.arange(N))[0], 1e-12)
    assert optimizer.steps == -(-N // size)


def test_the_steps_are_those_of_the_loop_written_out() -> None:
    """Adam over three epochs, by hand and by the function, to the last bit."""
    x, y = problem(3)
    parameters, expected = zeros(), zeros()
    optimizer, same = Adam(0.1), Adam(0.1)
    rng, again = np.random.default_rng(5), np.random.default_rng(5)
    for _ in range(3):
        train_epoch(parameters, loss_on(x, y, parameters), optimizer, samples=40, size=16, rng=rng)
        for rows in batches(40, 16, again):
            same.step(expected, loss_on(x, y, expected)(rows)[1])
    assert all(np.array_equal(parameters[name], expected[name]) for name in expected)


def test_training_lowers_the_loss() -> None:
    """From ln 4, where zeros begin, to less than half of it."""
    x, y = problem(0)
    parameters, rng, optimizer = zeros(), np.random.default_rng(0), Adam(0.1)
    loss_of = loss_on(x, y, parameters)
    losses = [
        train_epoch(parameters, loss_of, optimizer, samples=40, size=8, rng=rng) for _ in range(30)
    ]
    assert losses[-1] < 0.5 * np.log(4)


def test_an_epoch_of_nothing_is_refused() -> None:
    """A mean over no samples would be a division by zero."""

    def never(rows: Labels) -> tuple[float, Parameters]:
        raise AssertionError(rows)

    with pytest.raises(ShapeError, match=r"samples must be at least 1; given: 0\. Pass len\(x\)"):
        train_epoch({}, never, Still(), samples=0, size=2, rng=np.random.default_rng(0))
