"""Output sizes against PyTorch's own outputs."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from heldout.nn.layers import output_shape, output_size, pair, same_padding
from heldout.nn.shapes import ShapeError

SMALL = st.integers(1, 4)


@pytest.mark.torch
@settings(max_examples=60, deadline=None)
@given(st.integers(1, 24), SMALL, SMALL, st.integers(0, 3), SMALL)
def test_a_convolutions_is_pytorchs(
    size: int, kernel: int, stride: int, padding: int, dilation: int
) -> None:
    """For each size, kernel, stride, padding and dilation that has an output at all."""
    import torch

    assume(size + 2 * padding > dilation * (kernel - 1))
    y = torch.nn.functional.conv1d(
        torch.zeros(1, 1, size), torch.zeros(1, 1, kernel), None, stride, padding, dilation
    )
    assert output_size(size, kernel, stride, padding, dilation) == y.shape[2]


@pytest.mark.torch
@settings(max_examples=60, deadline=None)
@given(st.integers(1, 24), SMALL, SMALL, st.integers(0, 2), SMALL, st.booleans())
def test_a_poolings_is_pytorchs(
    size: int, kernel: int, stride: int, padding: int, dilation: int, ceil: bool
) -> None:
    """Also in ceil mode, where a window that would begin in the padding behind is left out."""
    import torch

    assume(2 * padding <= kernel)
    assume(size + 2 * padding > dilation * (kernel - 1))
    y = torch.nn.functional.max_pool1d(
        torch.zeros(1, 1, size), kernel, stride, padding, dilation, ceil_mode=ceil
    )
    assert output_size(size, kernel, stride, padding, dilation, ceil=ceil) == y.shape[2]


def test_ceil_is_not_always_one_more() -> None:
    """A second window that would begin in the padding behind two pixels is none."""
    assert output_size(5, 2, 2) == 2
    assert output_size(5, 2, 2, ceil=True) == 3
    assert output_size(2, 2, 3, 1) == output_size(2, 2, 3, 1, ceil=True) == 1


@pytest.mark.parametrize(
    ("size", "kernel", "stride", "padding", "out"),
    [
        (224, 7, 1, 2, 222),
        (222, 2, 2, 0, 111),
        (111, 2, 2, 0, 55),
        (7, 3, 2, 1, 4),
        (1, 1, 1, 0, 1),
    ],
)
def test_the_worked_examples(size: int, kernel: int, stride: int, padding: int, out: int) -> None:
    """⌊(n + 2p − f)/s⌋ + 1."""
    assert output_size(size, kernel, stride, padding) == out


def test_height_and_width_are_each_by_itself() -> None:
    """One number is meant for both."""
    assert output_shape((9, 20), (3, 2), (2, 1), (1, 0), (1, 4)) == (5, 16)
    assert output_shape((9, 20), 3, 2, 1) == (output_size(9, 3, 2, 1), output_size(20, 3, 2, 1))
    assert output_shape((5, 5), 2, 2, ceil=True) == (3, 3)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 30), st.integers(1, 7), SMALL)
def test_same_padding_keeps_the_size(size: int, kernel: int, dilation: int) -> None:
    """At stride 1, and behind it has the odd one."""
    before, behind = same_padding(kernel, dilation)
    assert behind - before in (0, 1)
    assert output_size(size + before + behind, kernel, dilation=dilation) == size


def test_settings_that_cannot_be_are_told() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"window of 5; given: 2 \+ 2·1\. Pad more"):
        output_size(2, 3, 1, 1, 2)
    with pytest.raises(ShapeError, match=r"stride must be an integer or two, each at least 1"):
        output_shape((5, 5), 2, 0)
    with pytest.raises(ShapeError, match=r"padding.*at least 0; given: -1.*height"):
        pair("padding", -1, 0)
