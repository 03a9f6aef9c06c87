"""The training loop against the same written out."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.losses.squared import mse
from heldout.nn.models import MLP, fit
from heldout.nn.optimizers import Adam
from heldout.nn.shapes import ShapeError
from heldout.nn.training import batches

from ..oracle import agrees, values


def test_it_is_forward_loss_backward_step_for_each_batch() -> None:
    """The same parameters and the mean of the losses, with a last batch that is smaller."""
    x, target = values(1, 23, 3), values(2, 23, 2)
    ours, theirs = (MLP((3, 5, 2), np.random.default_rng(0)) for _ in range(2))
    losses = fit(ours, x, target, mse, Adam(0.01), np.random.default_rng(7), epochs=2, size=10)
    optimizer, rng, expected = Adam(0.01), np.random.default_rng(7), []
    for _ in range(2):
        total = 0.0
        for rows in batches(23, 10, rng):
            y, cache = theirs.forward(x[rows])
            loss, dy = mse(y, target[rows])
            optimizer.step(theirs.parameters, theirs.backward(dy, cache))
            total += loss * len(rows)
        expected.append(total / 23)
    agrees(losses, expected)
    for name, array in ours.parameters.items():
        agrees(array, theirs.parameters[name])


def test_it_learns_a_line() -> None:
    """A dense layer comes to the weights that made the data."""
    x = values(1, 200, 3)
    weight = values(2, 3, 2)
    network = MLP((3, 2), np.random.default_rng(0))
    losses = fit(network, x, x @ weight, mse, Adam(0.05), np.random.default_rng(0), epochs=60)
    assert losses[-1] < 1e-4 < losses[0]
    agrees(network.parameters["weight1"], weight, 0.02)


def test_training_mode_is_on_while_it_trains() -> None:
    """Dropout draws: two epochs over a frozen model give other losses."""
    network = MLP((3, 30, 2), np.random.default_rng(0), dropout=0.5)
    x, target = values(1, 20, 3), values(2, 20, 2)
    first, second = fit(
        network, x, target, mse, Adam(0.0), np.random.default_rng(0), epochs=2, size=20
    )
    assert first != pytest.approx(second)


def test_a_missing_target_is_told() -> None:
    """What must hold, what was given, what to do."""
    network = MLP((3, 2), np.random.default_rng(0))
    with pytest.raises(ShapeError, match=r"target for each input; given: 4 for 5.*x itself"):
        fit(
            network,
            np.ones((5, 3)),
            np.ones((4, 2)),
            mse,
            Adam(),
            np.random.default_rng(0),
            epochs=1,
        )
