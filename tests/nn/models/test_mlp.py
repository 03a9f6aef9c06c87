"""The multilayer perceptron against PyTorch, finite differences and the autograd engine."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.activations.tanh import tanh, tanh_backward
from heldout.nn.autograd import mlp, tensors
from heldout.nn.models import MLP
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, slope, values

TANH = (tanh, tanh_backward)


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(shape=distinct(5, most=8), bent=st.booleans())
def test_values_and_gradients_agree_with_pytorch(shape: tuple[int, ...], bent: bool) -> None:
    """Three layers of random widths, ReLU or tanh; by the input as well."""
    import torch

    N, *widths = shape
    network = MLP(widths, np.random.default_rng(0), **({"activation": TANH} if bent else {}))
    for name in network.parameters:
        network.parameters[name] += values(len(name), *network.parameters[name].shape)
    x, dy = values(1, N, widths[0]), values(2, N, widths[-1])
    y, cache = network.forward(x)
    dx, gradients = network.backward_to_input(dy, cache)

    leaves = {
        name: torch.tensor(array, requires_grad=True) for name, array in network.parameters.items()
    }
    theirs = first = torch.tensor(x, requires_grad=True)
    for layer in (1, 2, 3):
        theirs = theirs @ leaves[f"weight{layer}"] + leaves[f"bias{layer}"]
        if layer < 3:
            theirs = torch.tanh(theirs) if bent else torch.relu(theirs)
    theirs.backward(torch.tensor(dy))
    agrees(y, theirs.detach().numpy())
    agrees(dx, first.grad.numpy())
    assert gradients.keys() == leaves.keys()
    for name, gradient in gradients.items():
        agrees(gradient, leaves[name].grad.numpy())


def test_the_two_layer_net_of_the_interview() -> None:
    """y = max(0, x W₁ + b₁) W₂ + b₂, and its six lines of backward."""
    network = MLP((3, 5, 2), np.random.default_rng(0))
    p, x, dy = network.parameters, values(1, 7, 3), values(2, 7, 2)
    z = x @ p["weight1"] + p["bias1"]
    h = np.maximum(0, z)
    y, cache = network.forward(x)
    agrees(y, h @ p["weight2"] + p["bias2"])
    gradients = network.backward(dy, cache)
    dz = (dy @ p["weight2"].T) * (z > 0)
    agrees(gradients["weight2"], h.T @ dy)
    agrees(gradients["bias2"], dy.sum(axis=0))
    agrees(gradients["weight1"], x.T @ dz)
    agrees(gradients["bias1"], dz.sum(axis=0))


def test_gradients_agree_with_finite_differences_to_a_millionth() -> None:
    """Backpropagation of four layers of tanh."""
    network = MLP((3, 6, 5, 4, 2), np.random.default_rng(0), activation=TANH)
    x, dy = values(1, 8, 3), values(2, 8, 2)
    gradients = network.backward(dy, network.forward(x)[1])
    for name, array in network.parameters.items():

        def output(value, name=name):
            kept, network.parameters[name] = network.parameters[name], value
            y = network.forward(x)[0]
            network.parameters[name] = kept
            return y

        agrees(gradients[name], slope(output, array, dy), 1e-6)


@pytest.mark.parametrize("widths", [(4, 3), (4, 6, 3), (4, 6, 5, 3)])
def test_gradients_agree_with_the_autograd_engine(widths: tuple[int, ...]) -> None:
    """The derived and the written way back are the same."""
    network = MLP(widths, np.random.default_rng(1))
    x, dy = values(3, 9, 4), values(4, 9, 3)
    leaves = tensors(network.parameters)
    derived = mlp(x, leaves)
    derived.backward(dy)
    y, cache = network.forward(x)
    agrees(y, derived.data)
    for name, gradient in network.backward(dy, cache).items():
        agrees(gradient, leaves[name].grad)


def test_without_a_bend_it_is_one_affine_map() -> None:
    """The law of linear stacks: f(a x + (1 − a) y) = a f(x) + (1 − a) f(y)."""
    network = MLP(
        (3, 5, 4, 2), np.random.default_rng(0), activation=(lambda z: z, lambda dy, z: dy)
    )
    x, y = values(1, 6, 3), values(2, 6, 3)
    mixed, _ = network.forward(0.3 * x + 0.7 * y)
    agrees(mixed, 0.3 * network.forward(x)[0] + 0.7 * network.forward(y)[0])


def test_dropout_keeps_the_mean_and_uses_one_mask_both_ways() -> None:
    """Inverted: evaluation is the mean of training, and backward has the gradient of its pass."""
    network = MLP((3, 50, 2), np.random.default_rng(0), dropout=0.4)
    x, dy = values(1, 5, 3), values(2, 5, 2)
    agrees(network.forward(x)[0], network.forward(x)[0])
    mean = np.mean([network.forward(x, training=True)[0] for _ in range(6000)], axis=0)
    agrees(mean, network.forward(x)[0], 0.1)
    y, cache = network.forward(x, training=True)
    weight = network.parameters["weight2"]
    gradient = network.backward(dy, cache)["weight2"]
    agrees((gradient * weight).sum(), (dy * (y - network.parameters["bias2"])).sum())
    assert not np.allclose(y, network.forward(x)[0])


def test_backward_goes_through_the_mask_of_its_forward_pass() -> None:
    """Finite differences with the same draw each time, of the layer before the mask."""
    network = MLP((3, 6, 2), np.random.default_rng(0), dropout=0.5)
    x, dy = values(1, 4, 3), values(2, 4, 2)

    def output(weight):
        network.rng = np.random.default_rng(3)
        network.parameters["weight1"] = weight
        return network.forward(x, training=True)[0]

    weight = network.parameters["weight1"].copy()
    expected = slope(output, weight, dy)
    output(weight)
    network.rng = np.random.default_rng(3)
    _, cache = network.forward(x, training=True)
    agrees(network.backward(dy, cache)["weight1"], expected, 1e-6)


def test_representations_are_the_input_the_hidden_layers_and_the_output() -> None:
    """In this order, as forward makes them."""
    network = MLP((3, 6, 4, 2), np.random.default_rng(0))
    x, p = values(1, 5, 3), network.parameters
    depths = network.representations(x)
    assert [array.shape[1] for array in depths] == [3, 6, 4, 2]
    agrees(depths[0], x)
    agrees(depths[1], np.maximum(0, x @ p["weight1"] + p["bias1"]))
    agrees(depths[3], network.forward(x)[0])


def test_the_start_keeps_the_size_of_what_passes() -> None:
    """Variance 2/D for ReLU: after ten layers the mean square is still of the order of 1."""
    network = MLP((200,) * 11, np.random.default_rng(0))
    y, _ = network.forward(values(1, 100, 200))
    assert 0.3 < (y**2).mean() / 2 < 3


@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_types_stay(dtype: type) -> None:
    """Outputs and gradients in the type of parameters and data, with dropout too."""
    network = MLP((3, 8, 2), np.random.default_rng(0), dropout=0.5, dtype=dtype)
    x = values(1, 4, 3).astype(dtype)
    y, cache = network.forward(x, training=True)
    assert y.dtype == dtype
    assert {array.dtype for array in network.backward(np.ones_like(y), cache).values()} == {
        np.dtype(dtype)
    }


def test_parts_share_one_dictionary() -> None:
    """Under their prefixes, and what is put there anew is used."""
    parameters: dict = {}
    first = MLP((2, 3), np.random.default_rng(0), prefix="a.", parameters=parameters)
    MLP((3, 2), np.random.default_rng(0), prefix="b.", parameters=parameters)
    assert set(parameters) == {"a.weight1", "a.bias1", "b.weight1", "b.bias1"}
    parameters["a.weight1"] = np.zeros((2, 3))
    agrees(first.forward(np.ones((1, 2)))[0], np.zeros((1, 3)))


def test_what_cannot_be_built_is_told() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"inputs and outputs; given: \(3,\).*As in"):
        MLP((3,), np.random.default_rng(0))
    with pytest.raises(ShapeError, match="below 1; given: 1"):
        MLP((3, 2), np.random.default_rng(0), dropout=1)
