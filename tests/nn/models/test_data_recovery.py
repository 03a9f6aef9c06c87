"""What a gradient gives away."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.layers.dense import dense, dense_backward
from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.models import MLP, recover_direction, recover_input
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, values


@settings(max_examples=25, deadline=None)
@given(shape=distinct(3, least=2, most=20), seed=st.integers(0, 99))
def test_a_single_sample_comes_back_exactly(shape: tuple[int, ...], seed: int) -> None:
    """Through whatever lies behind the layer."""
    D, H, K = shape
    network = MLP((D, H, K), np.random.default_rng(seed))
    network.parameters["bias1"] += 0.5
    x = values(seed, 1, D)
    y, cache = network.forward(x)
    gradients = network.backward(cross_entropy(y, np.array([0]))[1], cache)
    if gradients["bias1"].any():
        agrees(recover_input(gradients["weight1"], gradients["bias1"]), x[0], 1e-9)


@pytest.mark.torch
def test_it_recovers_from_gradients_of_pytorch() -> None:
    """Whose weight is transposed."""
    import torch

    layer = torch.nn.Linear(6, 4).double()
    x = values(1, 1, 6)
    torch.nn.functional.cross_entropy(layer(torch.tensor(x)), torch.tensor([2])).backward()
    weight, bias = layer.weight.grad.numpy(), layer.bias.grad.numpy()
    agrees(recover_input(weight.T, bias), x[0], 1e-10)


def test_a_batch_gives_a_mixture_whose_shares_sum_to_one() -> None:
    """Σ α_n x_n with α_n = dy_n·db / ‖db‖²."""
    x, dy = values(1, 5, 7), values(2, 5, 3)
    _, cache = dense(x, values(3, 7, 3), np.zeros(3))
    _, dweight, dbias = dense_backward(dy, cache)
    shares = dy @ dbias / (dbias @ dbias)
    agrees(shares.sum(), 1)
    agrees(recover_input(dweight, dbias), shares @ x)


def test_the_scale_of_the_loss_does_not_matter() -> None:
    """Nor a learning rate: both gradients carry it; also where squares underflow in float32."""
    x, dy = values(1, 6), values(2, 3)
    for scale in (1.0, 1e-3, 1e-30):
        dweight = (np.outer(x, dy) * scale).astype(np.float32)
        found = recover_input(dweight, (dy * scale).astype(np.float32))
        assert found.dtype == np.float32
        agrees(found, x, 1e-5)


def test_without_the_bias_the_direction_is_left() -> None:
    """Up to its sign."""
    x, dy = values(1, 6), values(2, 3)
    found = recover_direction(np.outer(x, dy))
    assert np.linalg.norm(found) == pytest.approx(1)
    assert abs(found @ x) == pytest.approx(np.linalg.norm(x))
    assert recover_direction(np.outer(x, dy).astype(np.float16)).dtype == np.float16


def test_a_silent_layer_tells_nothing() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"not be all 0; given: no output.*tell nothing"):
        recover_input(np.zeros((3, 2)), np.zeros(2))
    with pytest.raises(ShapeError, match=r"dbias must have shape \(2,\)"):
        recover_input(np.zeros((3, 2)), np.ones(3))
