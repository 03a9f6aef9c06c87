"""The gradient of a gradient, by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from heldout.nn.regularizers import gradient_penalty, input_gradient
from heldout.nn.shapes import Array, ShapeError

from ..oracle import agrees, distinct, slope, values


def _net(N: int, D: int, H: int) -> tuple[Array, Array, Array, Array]:
    return values(0, N, D), values(1, D, H), values(2, H), values(3, H)


@pytest.mark.torch
@pytest.mark.parametrize("norm", [0.0, 1.0])
@settings(max_examples=25, deadline=None)
@given(distinct(3))
def test_it_is_double_backpropagation(norm: float, sizes: tuple[int, ...]) -> None:
    """The input's gradient, the penalty, and its gradients, by PyTorch's graph of a graph."""
    import torch

    x, *arrays = _net(*sizes)
    inputs = torch.tensor(x, requires_grad=True)
    w1, b1, w2 = (torch.tensor(array, requires_grad=True) for array in arrays)
    f = torch.tanh(inputs @ w1 + b1) @ w2
    [g] = torch.autograd.grad(f.sum(), inputs, create_graph=True)
    penalty = 0.7 * ((g.square().sum(dim=1).sqrt() - norm) ** 2).mean()
    penalty.backward()
    agrees(input_gradient(x, *arrays), g.detach().numpy())
    value, *gradients = gradient_penalty(x, *arrays, 0.7, norm)
    assert value == pytest.approx(penalty.item())
    for ours, theirs in zip(gradients, (w1, b1, w2), strict=True):
        agrees(ours, theirs.grad.numpy())


def test_its_gradients_are_slopes() -> None:
    """By finite differences."""
    x, *arrays = _net(5, 3, 4)
    _, *gradients = gradient_penalty(x, *arrays, norm=1.0)
    for place, gradient in enumerate(gradients):

        def moved(at: Array, place: int = place) -> float:
            return gradient_penalty(x, *arrays[:place], at, *arrays[place + 1 :], norm=1.0)[0]

        agrees(gradient, slope(moved, arrays[place], 1.0))


def test_for_a_linear_model_it_is_the_square_of_the_weights() -> None:
    """A tanh near 0 is linear: P = ‖W₁w₂‖², whatever the inputs."""
    x, w1, _, w2 = _net(5, 3, 4)
    value, *_ = gradient_penalty(x, 1e-6 * w1, np.zeros(4), 1e6 * w2)
    assert value == pytest.approx(np.sum((w1 @ w2) ** 2))


def test_it_is_quadratic_in_the_output_weights() -> None:
    """Twice w₂, four times P; and a flat function has none, and no slope that is nan."""
    x, w1, b1, w2 = _net(5, 3, 4)
    one, two = (gradient_penalty(x, w1, b1, scale * w2)[0] for scale in (1, 2))
    assert two == pytest.approx(4 * one)
    value, *gradients = gradient_penalty(x, w1, b1, 0 * w2, norm=1.0)
    assert value == 1
    assert all(np.isfinite(g).all() and not g.any() for g in gradients)


@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_the_dtype_stays(dtype: type) -> None:
    """And a slope of 300 has a square in float16."""
    exact = [values(0, 5, 3), 0.1 * values(1, 3, 4), np.zeros(4), 6e3 * values(3, 4)]
    ours = [array.astype(dtype) for array in exact]
    assert np.abs(input_gradient(*ours)).max() > 256
    value, *gradients = gradient_penalty(*ours, strength=1e-4)
    truth, *expected = gradient_penalty(*(a.astype(float) for a in ours), strength=1e-4)
    assert value == pytest.approx(truth, rel=0.02)
    for got, want in zip(gradients, expected, strict=True):
        assert got.dtype == dtype
        agrees(got / np.abs(want).max(), want / np.abs(want).max(), 0.02)


def test_arrays_that_do_not_fit_are_told() -> None:
    """Two outputs, a transposed weight, a bias too many."""
    x, w1, b1, w2 = _net(5, 3, 4)
    with pytest.raises(ShapeError, match=r"weight2 must have shape \(4,\).*given.*column"):
        gradient_penalty(x, w1, b1, w2[:, None])
    with pytest.raises(ShapeError, match=r"weight1 must have 3 rows"):
        input_gradient(x, w1.T, b1, w2)
    with pytest.raises(ShapeError, match=r"bias1 must have shape \(4,\)"):
        input_gradient(x, w1, b1[:3], w2)
