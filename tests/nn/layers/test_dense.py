"""The dense layer against PyTorch and finite differences."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from heldout.nn.layers import dense, dense_backward
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, slope, values


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(3))
def test_value_and_gradients_are_pytorchs(sizes: tuple[int, ...]) -> None:
    """Whose weight is the transpose."""
    import torch

    N, D, K = sizes
    given_ = values(1, N, D), values(2, D, K), values(3, K)
    y, cache = dense(*given_)
    x, weight, bias = (torch.tensor(array, requires_grad=True) for array in given_)
    expected = torch.nn.functional.linear(x, weight.T, bias)
    dy = values(4, N, K)
    expected.backward(torch.tensor(dy))
    agrees(y, expected.detach().numpy(), 1e-12)
    for ours, theirs in zip(dense_backward(dy, cache), (x, weight, bias), strict=True):
        assert theirs.grad is not None
        agrees(ours, theirs.grad.numpy(), 1e-12)


def test_gradients_are_slopes() -> None:
    """By each argument."""
    x, weight, bias, dy = values(1, 4, 3), values(2, 3, 5), values(3, 5), values(4, 4, 5)
    dx, dweight, dbias = dense_backward(dy, dense(x, weight, bias)[1])
    agrees(dx, slope(lambda x: dense(x, weight, bias)[0], x, dy))
    agrees(dweight, slope(lambda weight: dense(x, weight, bias)[0], weight, dy))
    agrees(dbias, slope(lambda bias: dense(x, weight, bias)[0], bias, dy))


def test_it_is_affine() -> None:
    """Samples do not see each other, and a mean of inputs gives the mean of outputs."""
    x, weight, bias = values(1, 4, 3), values(2, 3, 5), values(3, 5)
    y, _ = dense(x, weight, bias)
    agrees(dense(x[[2, 0]], weight, bias)[0], y[[2, 0]], 1e-12)
    agrees(dense(x.mean(axis=0, keepdims=True), weight, bias)[0][0], y.mean(axis=0), 1e-12)


@pytest.mark.parametrize(("kind", "close"), [(np.float32, 1e-5), (np.float16, 1e-2)])
def test_small_types_stay_and_stay_close(kind: type, close: float) -> None:
    """For a batch of one as for more."""
    for N in (1, 5):
        small = [a.astype(kind) for a in (values(1, N, 40), values(2, 40, 3), values(3, 3))]
        exact = [array.astype(np.float64) for array in small]
        y, cache = dense(*small)
        truth, exact_cache = dense(*exact)
        dy = values(4, N, 3).astype(kind)
        pairs = zip(
            (y, *dense_backward(dy, cache)),
            (truth, *dense_backward(dy.astype(np.float64), exact_cache)),
            strict=True,
        )
        for ours, expected in pairs:
            assert ours.dtype == kind
            np.testing.assert_allclose(ours, expected, rtol=close, atol=close)


def test_a_float16_bias_hears_every_sample() -> None:
    """Summed in float16, four thousand ones would be 2,048."""
    x, weight = np.ones((4000, 1), np.float16), np.ones((1, 2), np.float16)
    _, cache = dense(x, weight, np.zeros(2, np.float16))
    _, dweight, dbias = dense_backward(np.ones((4000, 2), np.float16), cache)
    assert (dbias == 4000).all()
    assert (dweight == 4000).all()
    assert dense(np.ones((2, 1), np.int8), np.ones((1, 2)), np.zeros(2))[0].dtype == np.float64


def test_a_wrong_shape_is_told_with_its_fix() -> None:
    """A weight as PyTorch keeps it is turned round; images are flattened."""
    with pytest.raises(ShapeError, match=r"a row for each of the 3 inputs.*\(5, 3\).*weight\.T"):
        dense(values(1, 4, 3), values(2, 5, 3), values(3, 5))
    with pytest.raises(ShapeError, match=r"\(N, D\).*\(4, 3, 2\).*Flatten"):
        dense(values(1, 4, 3, 2), values(2, 6, 5), values(3, 5))
    with pytest.raises(ShapeError, match=r"bias must have shape \(5,\).*\(3,\)"):
        dense(values(1, 4, 3), values(2, 3, 5), values(3, 3))
