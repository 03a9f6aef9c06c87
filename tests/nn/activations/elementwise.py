"""What the tests of activations share: an oracle for value and gradient, and the small types."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from heldout.nn.shapes import Array

from ..oracle import agrees, slope

__all__ = ["differentiates", "keeps_types", "matches_torch"]


def matches_torch(
    forward: Callable[[Array], Array],
    backward: Callable[[Array, Array], Array],
    theirs: Callable,
    x: Array,
) -> None:
    """Value and gradient are those of a function of PyTorch, in float64."""
    import torch

    dy = np.cos(np.arange(x.size, dtype=float)).reshape(x.shape)
    leaf = torch.tensor(x, requires_grad=True)
    out = theirs(leaf)
    out.backward(torch.tensor(dy))
    agrees(forward(x), out.detach().numpy(), 1e-12)
    agrees(backward(dy, x), leaf.grad.numpy(), 1e-12)


def differentiates(
    forward: Callable[[Array], Array], backward: Callable[[Array, Array], Array], x: Array
) -> None:
    """The gradient is that of finite differences, for any gradient from above."""
    dy = np.sin(1 + np.arange(x.size, dtype=float)).reshape(x.shape)
    agrees(backward(dy, x), slope(forward, x, dy), 1e-6)


def keeps_types(
    forward: Callable[[Array], Array], backward: Callable[[Array, Array], Array], *hard: float
) -> None:
    """float16 and float32 stay, are finite, and are near the float64 of the same numbers."""
    plain = [-3.0, -1.0, -0.125, 0.0, 0.125, 1.0, 3.0, *hard]
    for dtype in (np.float16, np.float32):
        x = np.array(plain, dtype=dtype)
        one = np.ones_like(x)
        for small, truth in (
            (forward(x), forward(x.astype(np.float64))),
            (backward(one, x), backward(one.astype(np.float64), x.astype(np.float64))),
        ):
            limits = np.finfo(dtype)
            assert small.dtype == dtype
            assert np.isfinite(small).all()
            near = 8 * float(limits.eps)
            np.testing.assert_allclose(
                small, truth, rtol=near, atol=4 * float(limits.smallest_normal)
            )
    assert forward(np.array([1, 2])).dtype == np.float64
