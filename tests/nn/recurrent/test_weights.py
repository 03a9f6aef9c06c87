"""First weights: their number, their size, and what they do to a state."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from heldout.nn.recurrent import recurrent_parameters, spectral_radius
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct


@settings(max_examples=25, deadline=None)
@given(distinct(3))
def test_their_number_is_that_of_the_blocks(sizes: tuple[int, ...]) -> None:
    """B (H (D + H) + H): 4 blocks for the LSTM, 3 for the GRU, 1 for the vanilla RNN."""
    D, H, B = sizes
    made = recurrent_parameters(D, H, np.random.default_rng(0), blocks=B)
    assert sum(p.size for p in made.values()) == B * (H * (D + H) + H)
    assert [p.shape for p in made.values()] == [(D, B * H), (H, B * H), (B * H,)]


@pytest.mark.torch
def test_their_number_is_pytorchs() -> None:
    """But for the second bias that PyTorch has and the LSTM does not need."""
    import torch

    layer = torch.nn.LSTM(5, 7)
    made = recurrent_parameters(5, 7, np.random.default_rng(0), blocks=4)
    assert sum(p.numel() for p in layer.parameters()) - 4 * 7 == sum(p.size for p in made.values())


@pytest.mark.parametrize("radius", [0.5, 1.0, 1.5])
def test_each_block_turns_and_scales(radius: float) -> None:
    """Every block keeps lengths but for the radius, which is its spectral radius."""
    made = recurrent_parameters(3, 6, np.random.default_rng(1), blocks=4, radius=radius)
    for block in np.split(made["weight_h"], 4, axis=1):
        agrees(block.T @ block, radius**2 * np.eye(6), 1e-10)
        agrees(spectral_radius(block), radius, 1e-10)


def test_the_inputs_have_glorots_variance() -> None:
    """2/(D + H), whatever the number of blocks; the bias is 0; the same seed, the same numbers."""
    made = recurrent_parameters(300, 200, np.random.default_rng(2), blocks=4)
    assert abs(made["weight_x"].var() * 500 / 2 - 1) < 0.02
    assert (made["bias"] == 0).all()
    again = recurrent_parameters(300, 200, np.random.default_rng(2), blocks=4)
    assert all((made[name] == again[name]).all() for name in made)


def test_sizes_of_nothing_are_refused() -> None:
    """Each must be 1 or more."""
    with pytest.raises(ShapeError, match=r"must be at least 1; given: \(3, 0, 1\)\. The vanilla"):
        recurrent_parameters(3, 0, np.random.default_rng(0))
