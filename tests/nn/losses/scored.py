"""What the tests of losses share: an oracle for value and gradient, and the small types."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from heldout.nn.shapes import Array

from ..oracle import agrees, slope

__all__ = ["differentiates", "keeps_types", "matches_torch"]

Loss = Callable[[Array], tuple[float, Array]]


def matches_torch(loss: Loss, theirs: Callable, x: Array, tolerance: float = 1e-11) -> None:
    """Value and gradient by x are those that PyTorch has in float64."""
    import torch

    leaf = torch.tensor(x, requires_grad=True)
    expected = theirs(leaf)
    expected.backward()
    value, gradient = loss(x)
    assert isinstance(value, float)
    agrees(value, expected.item(), tolerance)
    agrees(gradient, leaf.grad.numpy(), tolerance)


def differentiates(loss: Loss, x: Array) -> None:
    """The gradient is that of finite differences."""
    agrees(loss(x)[1], slope(lambda x: loss(x)[0], x, 1.0), 1e-6)


def keeps_types(loss: Loss, x: Array) -> None:
    """float16 and float32 stay, are finite, and are near the float64 of the same numbers."""
    for dtype in (np.float16, np.float32):
        small = x.astype(dtype)
        kept = small.copy()
        value, gradient = loss(small)
        true_value, true_gradient = loss(small.astype(np.float64))
        assert gradient.dtype == dtype
        assert np.isfinite(value)
        near = 8 * float(np.finfo(dtype).eps)
        np.testing.assert_allclose(value, true_value, rtol=near, atol=1e-7)
        np.testing.assert_allclose(gradient, true_gradient, rtol=near, atol=1e-6)
        np.testing.assert_array_equal(small, kept)
