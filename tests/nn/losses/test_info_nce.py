"""InfoNCE of two views."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.losses import info_nce
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, slope, values


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(2, least=2), st.integers(0, 99), st.floats(0.05, 3))
def test_it_is_what_pytorch_differentiates(
    sizes: tuple[int, ...], seed: int, temperature: float
) -> None:
    """CLIP's loss of two cross-entropies, and the gradients by both views."""
    import torch

    arrays = [values(seed + place, *sizes) for place in range(2)]
    z1, z2 = leaves = [torch.tensor(array, requires_grad=True) for array in arrays]
    unit = torch.nn.functional.normalize
    scores = unit(z1) @ unit(z2).T / temperature
    partners, cost = torch.arange(sizes[0]), torch.nn.functional.cross_entropy
    expected = (cost(scores, partners) + cost(scores.T, partners)) / 2
    expected.backward()
    loss, gradients = info_nce(*arrays, temperature)
    agrees(loss, expected.item(), 1e-11)
    for ours, leaf in zip(gradients, leaves, strict=True):
        agrees(ours, leaf.grad.numpy(), 1e-10)


def test_finite_differences() -> None:
    """By both views."""
    one, two = values(1, 4, 3), values(2, 4, 3)
    _, (dz1, dz2) = info_nce(one, two, 0.5)
    agrees(dz1, slope(lambda z: info_nce(z, two, 0.5)[0], one, 1.0))
    agrees(dz2, slope(lambda z: info_nce(one, z, 0.5)[0], two, 1.0))


def test_lengths_do_not_count_and_both_ways_are_one() -> None:
    """Rows may be stretched, and the views exchanged."""
    one, two = values(1, 5, 3), values(2, 5, 3)
    stretched = one * np.array([[1.0], [2.0], [30.0], [0.1], [5.0]])
    agrees(info_nce(stretched, two)[0], info_nce(one, two)[0], 1e-12)
    agrees(info_nce(two, one)[0], info_nce(one, two)[0], 1e-12)


def test_a_pair_alone_costs_nothing_and_equal_rows_cost_log_n() -> None:
    """N = 1, and a collapsed encoder."""
    assert info_nce(values(1, 1, 3), values(2, 1, 3))[0] == 0
    assert info_nce(np.ones((7, 3)), np.ones((7, 3)))[0] == pytest.approx(np.log(7))


def test_a_tiny_temperature_does_not_overflow() -> None:
    """Scores of ±1000; the wrong partner, by their difference."""
    one = np.array([[1.0, 0.0], [-1.0, 0.0]])
    loss, gradients = info_nce(one, -one, 0.001)
    assert loss == pytest.approx(2000)
    assert all(np.isfinite(gradient).all() for gradient in gradients)


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_small_types_stay(dtype) -> None:
    """And are near the float64 of the same numbers."""
    arrays = [values(place, 4, 3).astype(dtype) for place in range(2)]
    loss, gradients = info_nce(*arrays, 0.5)
    truth, true_gradients = info_nce(*(array.astype(np.float64) for array in arrays), 0.5)
    assert loss == pytest.approx(truth, rel=1e-5)
    for gradient, true_gradient in zip(gradients, true_gradients, strict=True):
        assert gradient.dtype == dtype
        agrees(gradient, true_gradient, 5e-3)


def test_what_does_not_fit_is_told() -> None:
    """With what must hold, what was given, and the fix."""
    one = np.ones((2, 3))
    with pytest.raises(ShapeError, match="temperature must be above 0"):
        info_nce(one, one, 0.0)
    with pytest.raises(ShapeError, match="no row may be 0"):
        info_nce(one, np.zeros((2, 3)))
