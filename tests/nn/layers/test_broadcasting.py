"""Broadcasting against NumPy's own rule, and the gradient of what was stretched."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.layers import broadcast_shape, hadamard, hadamard_backward, unbroadcast
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, slope, values

SHAPES = st.lists(st.integers(0, 3), max_size=4).map(tuple)
PAIRS = [((4, 3), (3,)), ((2, 3), (2, 1)), ((5, 1, 2), (3, 1)), ((), (2, 3)), ((1,), (1, 1))]


@settings(max_examples=200, deadline=None)
@given(SHAPES, SHAPES, SHAPES)
def test_the_shape_is_numpys(a: tuple[int, ...], b: tuple[int, ...], c: tuple[int, ...]) -> None:
    """And where NumPy refuses, so it does; of nothing it is a single number's."""
    assert broadcast_shape() == np.broadcast_shapes() == ()
    try:
        expected = np.broadcast_shapes(a, b, c)
    except ValueError:
        with pytest.raises(ShapeError):
            broadcast_shape(a, b, c)
    else:
        assert broadcast_shape(a, b, c) == expected


@pytest.mark.torch
@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_value_and_gradients_are_pytorchs(left: tuple[int, ...], right: tuple[int, ...]) -> None:
    """Each gradient in its factor's own shape."""
    import torch

    a, b = values(1, *left), values(2, *right)
    z, cache = hadamard(a, b)
    theirs = [torch.tensor(a, requires_grad=True), torch.tensor(b, requires_grad=True)]
    expected = theirs[0] * theirs[1]
    dz = values(3, *z.shape)
    expected.backward(torch.tensor(dz))
    agrees(z, expected.detach().numpy(), 1e-12)
    for ours, their in zip(hadamard_backward(np.asarray(dz), cache), theirs, strict=True):
        assert their.grad is not None
        agrees(ours, their.grad.numpy(), 1e-12)


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_gradients_are_slopes(left: tuple[int, ...], right: tuple[int, ...]) -> None:
    """By both factors."""
    a, b = np.asarray(values(1, *left)), np.asarray(values(2, *right))
    z, cache = hadamard(a, b)
    dz = np.asarray(values(3, *z.shape))
    da, db = hadamard_backward(dz, cache)
    agrees(da, slope(lambda a: hadamard(a, b)[0], a, dz))
    agrees(db, slope(lambda b: hadamard(a, b)[0], b, dz))


def test_summing_back_is_the_transpose_of_stretching() -> None:
    """⟨stretched a, g⟩ = ⟨a, summed g⟩ for every a and g."""
    for shape, whole in (((3,), (4, 3)), ((2, 1), (2, 3)), ((1, 5, 1), (2, 4, 5, 3)), ((), (2, 2))):
        a, g = np.asarray(values(1, *shape)), values(2, *whole)
        inner = float((np.broadcast_to(a, whole) * g).sum())
        assert float((a * unbroadcast(g, shape)).sum()) == pytest.approx(inner)


def test_types_stay() -> None:
    """float16 with float16, though its sums are made in float32; integers become float64."""
    assert unbroadcast(np.ones((4000, 2), np.float16), (2,)).tolist() == [4000, 4000]
    a, b = np.ones((2, 3), np.float16), np.ones(3, np.float16)
    z, cache = hadamard(a, b)
    assert z.dtype == np.float16
    assert {d.dtype for d in hadamard_backward(z, cache)} == {np.dtype(np.float16)}
    assert hadamard(np.arange(3), np.arange(3))[0].dtype == np.float64


def test_the_axis_that_fails_is_named() -> None:
    """(4, 3) and (3, 2) have a matrix product, and no product place by place."""
    with pytest.raises(ShapeError, match=r"axis -1.*\(4, 3\) and \(3, 2\).*3 and 2.*use @"):
        hadamard(np.ones((4, 3)), np.ones((3, 2)))
    with pytest.raises(ShapeError, match=r"axis -2.*4 and 2"):
        broadcast_shape((4, 3), (2, 1))
    with pytest.raises(ShapeError, match=r"must stretch to that of the gradient; given: \(3,\)"):
        unbroadcast(np.ones(3), (2, 3))
