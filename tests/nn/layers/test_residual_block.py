"""The residual blocks against the same blocks in PyTorch."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from heldout.nn.layers import ResidualBlock, basic_block, bottleneck_block, count_parameters
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, slope, values

BLOCKS = {
    "basic": lambda: basic_block(4, 4, np.random.default_rng(1)),
    "projected": lambda: basic_block(3, 5, np.random.default_rng(2), stride=2),
    "bottleneck": lambda: bottleneck_block(8, 8, np.random.default_rng(3)),
    "wider": lambda: bottleneck_block(3, 8, np.random.default_rng(4), stride=2),
}
EACH = pytest.mark.parametrize("kind", BLOCKS)


def channels(block: ResidualBlock) -> int:
    """How many it takes in."""
    return block.parameters["branch1.weight"].shape[1]


def in_torch(block: ResidualBlock, x: Any, theirs: dict[str, Any], training: bool) -> Any:
    """The block by PyTorch's functions, from its own parameters."""
    import torch

    F = torch.nn.functional

    def run(step: tuple[str, int, int, int], h: Any) -> Any:
        name, kernel, _, stride = step
        h = F.conv2d(h, theirs[f"{name}.weight"], None, stride, kernel // 2)
        mean, variance = (torch.tensor(array.copy()) for array in block.running[name])
        scale, shift = theirs[f"{name}.gamma"], theirs[f"{name}.beta"]
        return F.batch_norm(h, mean, variance, scale, shift, training)

    h = x
    for place, step in enumerate(block.branch):
        h = run(step, F.relu(h) if place else h)
    around = x if block.projection is None else run(block.projection, x)
    return F.relu(around + h)


@pytest.mark.torch
@EACH
@pytest.mark.parametrize("training", [True, False])
def test_value_and_gradients_are_pytorchs(kind: str, training: bool) -> None:
    """Of x and of every parameter, with γ and β away from 1 and 0."""
    import torch

    block = BLOCKS[kind]()
    for seed, (name, array) in enumerate(block.parameters.items()):
        if not name.endswith("weight"):
            array += values(seed, *array.shape, scale=0.3)
    x = values(9, 2, channels(block), 6, 7)
    theirs = {n: torch.tensor(a, requires_grad=True) for n, a in block.parameters.items()}
    their_x = torch.tensor(x, requires_grad=True)
    expected = in_torch(block, their_x, theirs, training)
    y, cache = block.forward(x, training=training)
    dy = values(10, *y.shape)
    expected.backward(torch.tensor(dy))
    agrees(y, expected.detach().numpy(), 1e-10)
    dx, gradients = block.backward(dy, cache)
    assert their_x.grad is not None
    agrees(dx, their_x.grad.numpy(), 1e-9)
    assert gradients.keys() == block.parameters.keys()
    for name, gradient in gradients.items():
        agrees(gradient, theirs[name].grad.numpy(), 1e-9)


@EACH
def test_the_gradient_is_the_slope(kind: str) -> None:
    """By the input and by the first weight, in evaluation."""
    block = BLOCKS[kind]()
    x = values(9, 1, channels(block), 3, 4)
    y, cache = block.forward(x, training=False)
    dy = values(10, *y.shape)
    dx, gradients = block.backward(dy, cache)
    agrees(dx, slope(lambda x: block.forward(x, training=False)[0], x, dy), 1e-6)
    weight = block.parameters["branch1.weight"]

    def moved(w: np.ndarray) -> np.ndarray:
        block.parameters["branch1.weight"] = w
        return block.forward(x, training=False)[0]

    agrees(gradients["branch1.weight"], slope(moved, weight, dy), 1e-6)


def test_a_block_whose_last_scale_is_0_is_relu() -> None:
    """Then F = 0: depth costs nothing to begin with."""
    block = BLOCKS["basic"]()
    block.parameters["branch2.gamma"][:] = 0
    x = values(9, 2, 4, 5, 6)
    y, cache = block.forward(x)
    agrees(y, np.maximum(x, 0), 1e-12)
    dx, _ = block.backward(np.ones_like(y), cache)
    agrees(dx, (x > 0).astype(float), 1e-12)


def test_the_stride_halves_and_rounds_up() -> None:
    """Shapes where they change need a projection, else none."""
    assert BLOCKS["basic"]().projection is None
    y, _ = BLOCKS["projected"]().forward(values(9, 2, 3, 7, 6))
    assert y.shape == (2, 5, 4, 3)


def test_the_first_weights_are_hes() -> None:
    """Variance 2/(C·A·B); γ is 1 and β 0."""
    block = bottleneck_block(32, 64, np.random.default_rng(0))
    for name, fan_in in (("branch1", 32), ("branch2", 144), ("branch3", 16), ("projection", 32)):
        spread = block.parameters[f"{name}.weight"].std()
        assert spread == pytest.approx(np.sqrt(2 / fan_in), rel=0.08)
        assert (block.parameters[f"{name}.gamma"] == 1).all()
        assert not block.parameters[f"{name}.beta"].any()


def test_a_bottleneck_is_cheaper() -> None:
    """At 256 channels: 69,632 weights where the basic block has 1,179,648."""
    rng = np.random.default_rng(0)
    norms = 2 * (64 + 64 + 256)
    assert count_parameters(bottleneck_block(256, 256, rng).parameters) == 69_632 + norms
    assert count_parameters(basic_block(256, 256, rng).parameters) == 1_179_648 + 4 * 256


def test_training_moves_the_statistics_and_evaluation_does_not() -> None:
    """So that one image alone is no surprise."""
    block = BLOCKS["projected"]()
    before = dict(block.running)
    x = values(9, 4, 3, 6, 6) + 2
    block.forward(x, training=False)
    assert block.running == before
    trained, _ = block.forward(x, training=True)
    assert all((block.running[name].mean != before[name].mean).any() for name in before)
    alone, _ = block.forward(x[:1], training=False)
    agrees(alone, block.forward(x, training=False)[0][:1], 1e-10)
    assert np.abs(trained[:1] - alone).max() > 0.1


@pytest.mark.parametrize("kind", [np.float32, np.float16])
def test_small_types_stay(kind: type) -> None:
    """Parameters, output and gradients, close to those in float64."""
    exact = basic_block(3, 4, np.random.default_rng(1))
    block = basic_block(3, 4, np.random.default_rng(1), dtype=kind)
    x = values(9, 2, 3, 5, 6).astype(kind)
    y, cache = block.forward(x)
    dx, gradients = block.backward(np.ones_like(y), cache)
    assert {a.dtype for a in (y, dx, *gradients.values(), *block.parameters.values())} == {
        np.dtype(kind)
    }
    truth, _ = exact.forward(x.astype(np.float64))
    np.testing.assert_allclose(y, truth, atol=2e-2 if kind is np.float16 else 1e-4)


def test_what_cannot_be_is_told() -> None:
    """An even kernel, a width without a quarter."""
    rng = np.random.default_rng(0)
    with pytest.raises(ShapeError, match=r"kernels must be odd; given: 2"):
        ResidualBlock(3, [(2, 4, 1)], rng)
    with pytest.raises(ShapeError, match=r"multiple of 4; given: 6. A quarter is inside"):
        bottleneck_block(3, 6, rng)
    with pytest.raises(ShapeError, match=r"weight must have 5 channels"):
        BLOCKS["basic"]().forward(values(1, 2, 5, 4, 4))
