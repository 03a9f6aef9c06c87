"""XOR by hand and by training."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.models import train_xor, truth_inputs, xor_by_layers, xor_by_skip
from heldout.nn.shapes import ShapeError


def test_both_nets_by_hand_answer_as_xor() -> None:
    """With two hidden units, and with one if the inputs may skip it."""
    x = truth_inputs(2)
    wanted = np.logical_xor(x[:, 0] > 0, x[:, 1] > 0).astype(int)
    assert (xor_by_layers(x) == wanted).all()
    assert (xor_by_skip(x) == wanted).all()


def test_both_nets_are_symmetric_in_their_inputs() -> None:
    """The law of XOR: who comes first does not matter."""
    x = np.random.default_rng(0).integers(0, 2, (50, 2)).astype(float)
    assert (xor_by_layers(x) == xor_by_layers(x[:, ::-1])).all()
    assert (xor_by_skip(x) == xor_by_skip(x[:, ::-1])).all()


def test_one_hidden_unit_is_not_enough_and_four_often_are() -> None:
    """Of eight seeds."""
    shares = {h: [train_xor(h, np.random.default_rng(s)) for s in range(8)] for h in (1, 4)}
    assert max(shares[1]) <= 0.75
    assert sum(share == 1 for share in shares[4]) >= 6


def test_the_same_seed_gives_the_same_net() -> None:
    """Chance comes from the generator alone."""
    first, second = (train_xor(2, np.random.default_rng(5), steps=50) for _ in range(2))
    assert first == second


def test_three_inputs_are_refused() -> None:
    """It is a function of two."""
    with pytest.raises(ShapeError, match="must have shape"):
        xor_by_layers(np.ones((4, 3)))
