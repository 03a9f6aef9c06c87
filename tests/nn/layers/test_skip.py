"""Skip connections by addition and by concatenation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from heldout.nn.layers import skip_add, skip_add_backward, skip_concat, skip_concat_backward
from heldout.nn.shapes import Array, ShapeError

from ..oracle import agrees, distinct, slope, values


@settings(max_examples=25, deadline=None)
@given(distinct(4))
def test_both_halves_come_back(sizes: tuple[int, ...]) -> None:
    """Along any axis, each in its own size."""
    N, C, H, more = sizes
    for axis, other in ((0, (more, C, H)), (1, (N, more, H)), (-1, (N, C, more))):
        x, branch = values(1, N, C, H), values(2, *other)
        y, cache = skip_concat(x, branch, axis=axis)
        agrees(y, np.concatenate([x, branch], axis=axis), 0)
        dx, dbranch = skip_concat_backward(y, cache)
        agrees(dx, x, 0)
        agrees(dbranch, branch, 0)


def test_gradients_through_a_branch_are_slopes() -> None:
    """x goes both ways, and its gradients from both are summed."""
    x, dy, wide = values(1, 3, 4), values(2, 3, 4), values(3, 3, 8)

    def added(x: Array) -> Array:
        return skip_add(x, np.tanh(x))

    def joined(x: Array) -> Array:
        return skip_concat(x, np.tanh(x))[0]

    inner = 1 - np.tanh(x) ** 2
    around, through = skip_add_backward(dy)
    agrees(around + through * inner, slope(added, x, dy))
    around, through = skip_concat_backward(wide, skip_concat(x, np.tanh(x))[1])
    agrees(around + through * inner, slope(joined, x, wide))


@pytest.mark.torch
def test_they_are_pytorchs() -> None:
    """Value and gradient."""
    import torch

    x, dy, wide = values(1, 3, 4), values(2, 3, 4), values(3, 3, 8)
    for ours, g in ((skip_add(x, x**2), dy), (skip_concat(x, x**2)[0], wide)):
        their = torch.tensor(x, requires_grad=True)
        y = their + their**2 if g is dy else torch.cat([their, their**2], dim=1)
        y.backward(torch.tensor(g))
        agrees(ours, y.detach().numpy(), 1e-12)
        around, through = skip_add_backward(g) if g is dy else skip_concat_backward(g, (1, 4))
        assert their.grad is not None
        agrees(around + 2 * x * through, their.grad.numpy(), 1e-12)


def test_a_silent_branch_leaves_the_identity() -> None:
    """Twenty blocks whose branches say nothing pass value and gradient on as they are."""
    x = values(1, 3, 4).astype(np.float16)
    h = x
    for _ in range(20):
        h = skip_add(h, np.zeros_like(h))
    agrees(h, x, 0)
    assert h.dtype == skip_concat(x, x)[0].dtype == np.float16


def test_shapes_that_do_not_meet_are_told() -> None:
    """Nothing is broadcast silently."""
    with pytest.raises(ShapeError, match=r"shape of x; given: \(3, 4\) and \(4,\).*Project"):
        skip_add(np.ones((3, 4)), np.ones(4))
    with pytest.raises(ShapeError, match=r"every axis but 1.*\(2, 3, 4, 4\) and \(2, 3, 2, 4\)"):
        skip_concat(np.ones((2, 3, 4, 4)), np.ones((2, 3, 2, 4)))
