"""Flatten: order kept, nothing lost."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from heldout.nn.layers import conv2d, flatten, flatten_backward, max_pool2d
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, slope, values


@settings(max_examples=25, deadline=None)
@given(distinct(4))
def test_the_last_axis_runs_fastest(sizes: tuple[int, ...]) -> None:
    """Each number stands where the formula says, and comes back to where it was."""
    N, C, H, W = sizes
    x = values(1, *sizes)
    y, shape = flatten(x)
    assert y.shape == (N, C * H * W)
    for n, c, h, w in np.ndindex(sizes):
        assert y[n, (c * H + h) * W + w] == x[n, c, h, w]
    agrees(flatten_backward(y, shape), x, 0)


@pytest.mark.torch
def test_it_is_pytorchs() -> None:
    """The same order."""
    import torch

    x = values(1, 2, 3, 4, 5)
    agrees(flatten(x)[0], torch.flatten(torch.tensor(x), 1).numpy(), 0)


def test_its_gradient_is_the_slope() -> None:
    """The gradient only changes its shape."""
    x, dy = values(1, 2, 3, 4, 5), values(2, 2, 60)
    agrees(flatten_backward(dy, x.shape), slope(lambda x: flatten(x)[0], x, dy))


def test_the_worked_example() -> None:
    """3×224×224 through 7×7 with padding 2 and two poolings has 96,800 values."""
    x = np.ones((1, 3, 224, 224), np.float32)
    h, _ = conv2d(x, np.ones((32, 3, 7, 7), np.float32), np.ones(32, np.float32), padding=2)
    assert h.shape == (1, 32, 222, 222)
    h, _ = max_pool2d(h, 2)
    assert h.shape == (1, 32, 111, 111)
    h, _ = max_pool2d(h, 2)
    assert flatten(h)[0].shape == (1, 96800)


def test_types_stay_and_no_samples_are_none() -> None:
    """Rows stay rows; an empty batch has rows of the right length."""
    assert flatten(values(1, 2, 3).astype(np.float16))[0].dtype == np.float16
    assert flatten(np.zeros((0, 3, 4, 5)))[0].shape == (0, 60)


def test_a_wrong_shape_is_told_with_its_fix() -> None:
    """A vector has no samples."""
    with pytest.raises(ShapeError, match=r"samples.*\(5,\).*x\[None\]"):
        flatten(np.zeros(5))
