"""Weight normalization against PyTorch's parametrization, and its right angle."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.layers import weight_norm, weight_norm_backward
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, slope, values


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(3), st.integers(0, 2))
def test_value_and_gradients_are_pytorchs(sizes: tuple[int, ...], axis: int) -> None:
    """Whichever axis is that of the outputs."""
    import torch

    v, g = values(1, *sizes), values(2, sizes[axis])
    w, cache = weight_norm(v, g, axis=axis)
    form = [1, 1, 1]
    form[axis] = -1
    their_v = torch.tensor(v, requires_grad=True)
    their_g = torch.tensor(g.reshape(form), requires_grad=True)
    expected = torch._weight_norm(their_v, their_g, axis)
    dw = values(3, *sizes)
    expected.backward(torch.tensor(dw))
    agrees(w, expected.detach().numpy(), 1e-12)
    dv, dg = weight_norm_backward(dw, cache)
    assert their_v.grad is not None
    assert their_g.grad is not None
    agrees(dv, their_v.grad.numpy(), 1e-10)
    agrees(dg, their_g.grad.numpy().reshape(-1), 1e-10)


def test_gradients_are_slopes() -> None:
    """By v and by g; a negative axis counts from the end."""
    v, g, dw = values(1, 4, 3), values(2, 3), values(3, 4, 3)
    dv, dg = weight_norm_backward(dw, weight_norm(v, g, axis=-1)[1])
    agrees(dv, slope(lambda v: weight_norm(v, g, axis=-1)[0], v, dw))
    agrees(dg, slope(lambda g: weight_norm(v, g, axis=1)[0], g, dw))
    agrees(weight_norm(v.T, g, axis=-2)[0], weight_norm(v, g, axis=1)[0].T, 0)


def test_g_is_the_length_and_v_only_the_direction() -> None:
    """Ten times v is the same weight; and its gradient is a tenth."""
    v, g, dw = values(1, 4, 3, 2, 2), values(2, 4), values(3, 4, 3, 2, 2)
    w, cache = weight_norm(v, g, axis=0)
    agrees(np.sqrt((w**2).sum(axis=(1, 2, 3))), np.abs(g), 1e-12)
    longer, other = weight_norm(10 * v, g, axis=0)
    agrees(longer, w, 1e-12)
    agrees(weight_norm_backward(dw, other)[0] * 10, weight_norm_backward(dw, cache)[0], 1e-12)


def test_the_gradient_stands_at_right_angles_to_v() -> None:
    """For each output; so a step can only make v longer."""
    v, g, dw = values(1, 6, 5), values(2, 5), values(3, 6, 5)
    dv, _ = weight_norm_backward(dw, weight_norm(v, g, axis=1)[1])
    agrees((dv * v).sum(axis=0), np.zeros(5), 1e-12)
    assert (np.linalg.norm(v - 0.1 * dv, axis=0) > np.linalg.norm(v, axis=0)).all()


@pytest.mark.parametrize(("kind", "close"), [(np.float32, 1e-5), (np.float16, 5e-3)])
def test_small_types_stay_and_stay_close(kind: type, close: float) -> None:
    """Weights of 1,000 have squares that float16 cannot hold."""
    v, g = values(1, 40, 3, scale=1000.0).astype(kind), values(2, 3).astype(kind)
    w, cache = weight_norm(v, g, axis=1)
    truth, exact = weight_norm(v.astype(np.float64), g.astype(np.float64), axis=1)
    dw = values(3, 40, 3).astype(kind)
    pairs = zip(
        (w, *weight_norm_backward(dw, cache)),
        (truth, *weight_norm_backward(dw.astype(np.float64), exact)),
        strict=True,
    )
    for ours, expected in pairs:
        assert ours.dtype == kind
        np.testing.assert_allclose(ours, expected, rtol=close, atol=close)


def test_what_cannot_be_is_told_with_its_fix() -> None:
    """A g for each output, and a v that points somewhere."""
    with pytest.raises(ShapeError, match=r"g must have shape \(3,\).*\(4,\).*axis"):
        weight_norm(values(1, 4, 3), values(2, 4), axis=1)
    with pytest.raises(ShapeError, match=r"no v may be zero: it has no direction"):
        weight_norm(np.zeros((4, 3)), values(2, 3), axis=1)
    with pytest.raises(ShapeError, match=r"axis must be one of v's; given: 2 of \(4, 3\)"):
        weight_norm(values(1, 4, 3), values(2, 3), axis=2)
