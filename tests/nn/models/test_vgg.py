"""VGG11's table against the published counts, and a narrow VGG against PyTorch."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from heldout.nn.layers import count_parameters
from heldout.nn.models import VGG, VGG11, vgg_table
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, slope, values

NARROW = tuple(width // 32 for width in VGG11)


def narrow(**how: Any) -> VGG:
    """Eight convolutions and five poolings for images of 3×32×64, in a few hundred numbers."""
    settings = {"plan": NARROW, "image": (3, 32, 64), "hidden": (7, 6), "classes": 5}
    return VGG(np.random.default_rng(1), **{"dtype": np.float64, **settings, **how})


def test_the_counts_of_vgg11() -> None:
    """9,220,480 in the convolutions, 132,863,336 in all, most of them in the first dense layer."""
    table = vgg_table()
    body = [row for row in table if len(row.shape) == 3]
    assert sum(row.parameters for row in body) == 9_220_480
    assert sum(row.parameters for row in table) == 132_863_336
    assert [row.parameters for row in table if row.name == "dense1"] == [102_764_544]
    assert sum(row.name.startswith("conv") for row in table) == 8
    assert sum(row.name.startswith("pool") for row in table) == 5


def test_the_shapes_of_vgg11() -> None:
    """Height and width are halved five times, channels double up to 512."""
    pools = [row.shape for row in vgg_table() if row.name.startswith("pool")]
    assert pools == [(64, 112, 112), (128, 56, 56), (256, 28, 28), (512, 14, 14), (512, 7, 7)]
    assert vgg_table()[-1].shape == (1000,)


def test_the_network_is_what_the_table_says() -> None:
    """Name by name; and its outputs have the shape of the last row."""
    net = narrow()
    for name, _, count in net.table:
        made = [net.parameters[key].size for key in net.parameters if key.startswith(f"{name}.")]
        assert sum(made) == count
    assert count_parameters(net.parameters) == sum(row.parameters for row in net.table)
    y, _ = net.forward(values(1, 2, 3, 32, 64))
    assert y.shape == (2, 5)
    assert net.features(values(1, 2, 3, 32, 64)).shape == (2, 16 * 1 * 2)


@pytest.mark.torch
def test_value_and_gradients_are_pytorchs() -> None:
    """The same net by PyTorch's functions."""
    import torch

    F = torch.nn.functional
    net = narrow()
    for seed, (name, array) in enumerate(net.parameters.items()):
        if name.endswith("bias"):
            array += values(seed, *array.shape, scale=0.1)
    x = values(2, 3, 3, 32, 64)
    theirs = {n: torch.tensor(a, requires_grad=True) for n, a in net.parameters.items()}
    h = torch.tensor(x)
    for name, _, _ in net.table:
        if name.startswith("pool"):
            h = F.max_pool2d(h, 2)
            continue
        weight, bias = theirs[f"{name}.weight"], theirs[f"{name}.bias"]
        if name.startswith("conv"):
            h = F.relu(F.conv2d(h, weight, bias, padding=1))
        else:
            h = F.linear(h.flatten(1), weight.T, bias)
            h = h if name == "dense3" else F.relu(h)
    y, cache = net.forward(x)
    agrees(y, h.detach().numpy(), 1e-10)
    dy = values(3, *y.shape)
    h.backward(torch.tensor(dy))
    gradients = net.backward(dy, cache)
    assert gradients.keys() == net.parameters.keys()
    for name, gradient in gradients.items():
        agrees(gradient, theirs[name].grad.numpy(), 1e-9)


def test_a_gradient_is_the_slope() -> None:
    """By the bias of the first convolution, through all that follows."""
    net = narrow()
    x = values(2, 2, 3, 32, 64)
    y, cache = net.forward(x)
    dy = values(3, *y.shape)

    def moved(bias: np.ndarray) -> np.ndarray:
        net.parameters["conv1.bias"] = bias
        return net.forward(x)[0]

    gradient = net.backward(dy, cache)["conv1.bias"]
    agrees(gradient, slope(moved, net.parameters["conv1.bias"], dy), 1e-6)


def test_features_feed_any_head() -> None:
    """With VGG's own head they give its logits; images do not see each other."""
    net, x = narrow(hidden=()), values(2, 3, 3, 32, 64)
    features = net.features(x)
    weight, bias = net.parameters["dense1.weight"], net.parameters["dense1.bias"]
    agrees(features @ weight + bias, net.forward(x)[0], 1e-12)
    agrees(net.features(x[1:2]), features[1:2], 1e-12)


def test_the_first_weights_are_hes() -> None:
    """Variance 2/fan-in, the fan-in of a 3×3 being nine times its channels; biases are 0."""
    net = VGG(np.random.default_rng(1), (32, 0, 64, 0), (3, 8, 8), (50,), 10)
    for name, fan_in in (("conv1", 27), ("conv3", 288), ("dense1", 256), ("dense2", 50)):
        spread = net.parameters[f"{name}.weight"].std()
        assert spread == pytest.approx(np.sqrt(2 / fan_in), rel=0.08)
        assert not net.parameters[f"{name}.bias"].any()


def test_float32_stays() -> None:
    """It is the default; outputs and gradients keep it."""
    net = VGG(np.random.default_rng(1), (4, 0, 6, 0), (1, 9, 8), (5,), 3)
    y, cache = net.forward(values(1, 2, 1, 9, 8).astype(np.float32))
    assert y.dtype == np.float32
    assert {g.dtype for g in net.backward(y, cache).values()} == {np.dtype(np.float32)}


def test_an_image_too_small_is_told() -> None:
    """Below 32×32 the last pooling has nothing to halve."""
    with pytest.raises(ShapeError, match=r"must hold a window of 2; given: 1"):
        vgg_table(image=(3, 31, 31))
