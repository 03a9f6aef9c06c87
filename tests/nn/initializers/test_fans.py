"""Which axis of a weight is the way in, and which the way out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from heldout.nn.initializers import fans
from heldout.nn.shapes import ShapeError

from ..oracle import distinct


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(4))
def test_a_convolution_has_the_fans_that_pytorch_gives_it(shape: tuple[int, ...]) -> None:
    """One, two and no kernel axes; a dense weight is PyTorch's transposed."""
    import torch
    from torch.nn.init import _calculate_fan_in_and_fan_out as theirs

    assert fans(shape) == theirs(torch.empty(shape))
    assert fans(shape[:3]) == theirs(torch.empty(shape[:3]))
    assert fans(shape[:2]) == theirs(torch.empty(shape[1::-1]))


@pytest.mark.parametrize("shape", [(), (3,), (0, 3)])
def test_a_bias_has_no_fan(shape: tuple[int, ...]) -> None:
    """The message says what a weight looks like, what came, and what to do."""
    with pytest.raises(ShapeError, match=r"shape \(D, K\).*given: shape \(.*zeros"):
        fans(shape)
