"""The deep dense net, with and without skips, against PyTorch and finite differences."""

from __future__ import annotations

import numpy as np
import pytest

import heldout.nn.models.residual_network as module
from heldout.nn.models import ResidualNetwork
from heldout.nn.shapes import Array, ShapeError

from ..oracle import agrees, slope, values

BOTH = pytest.mark.parametrize("skip", [True, False])


def net(skip: bool, blocks: int = 3) -> ResidualNetwork:
    """A small one, with biases that are not 0."""
    made = ResidualNetwork(5, 6, blocks, 4, np.random.default_rng(1), skip=skip)
    for seed, (name, array) in enumerate(made.parameters.items()):
        if name.endswith("bias"):
            array += values(seed, *array.shape, scale=0.1)
    return made


@pytest.mark.torch
@BOTH
def test_value_and_gradients_are_pytorchs(skip: bool) -> None:
    """The same net by PyTorch's functions."""
    import torch

    model, x = net(skip), values(2, 7, 5)
    theirs = {n: torch.tensor(a, requires_grad=True) for n, a in model.parameters.items()}

    def run(name: str, h: torch.Tensor) -> torch.Tensor:
        return h @ theirs[f"{name}.weight"] + theirs[f"{name}.bias"]

    h = torch.relu(run("first", torch.tensor(x)))
    for block in range(3):
        branch = run(f"block{block}.out", torch.relu(run(f"block{block}.in", h)))
        h = torch.relu(h + branch if skip else branch)
    expected = run("last", h)
    y, cache = model.forward(x)
    dy = values(3, *y.shape)
    expected.backward(torch.tensor(dy))
    agrees(y, expected.detach().numpy(), 1e-12)
    gradients = model.backward(dy, cache)
    assert gradients.keys() == model.parameters.keys()
    for name, gradient in gradients.items():
        their = theirs[name].grad
        assert their is not None
        agrees(gradient, their.numpy(), 1e-10)


@BOTH
def test_gradients_are_slopes(skip: bool) -> None:
    """By the first weight and by one in the middle."""
    model, x, dy = net(skip), values(2, 7, 5), values(3, 7, 4)
    gradients = model.backward(dy, model.forward(x)[1])
    for name in ("first.weight", "block1.in.weight"):
        kept = model.parameters[name]

        def moved(weight: Array, name: str = name) -> Array:
            model.parameters[name] = weight
            return model.forward(x)[0]

        agrees(gradients[name], slope(moved, kept, dy), 1e-6)
        model.parameters[name] = kept


def test_silent_branches_leave_a_shallow_net() -> None:
    """With skips, depth whose branches are 0 changes nothing; without, it ends everything."""
    for skip in (True, False):
        model, x = net(skip, blocks=10), values(2, 7, 5)
        for name, array in model.parameters.items():
            if name.startswith("block") and ".out." in name:
                array[:] = 0
        logits, _ = model.forward(x)
        h = np.maximum(x @ model.parameters["first.weight"] + model.parameters["first.bias"], 0)
        shallow = h @ model.parameters["last.weight"] + model.parameters["last.bias"]
        constant = np.broadcast_to(model.parameters["last.bias"], logits.shape)
        agrees(logits, shallow if skip else constant, 1e-12)


def test_backward_computes_nothing_forward_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache: each layer runs forward once a step, not once for each layer behind it."""
    calls = []
    real = module.dense

    def counted(x: Array, weight: Array, bias: Array) -> object:
        calls.append(weight.shape)
        return real(x, weight, bias)

    monkeypatch.setattr(module, "dense", counted)
    model, x = net(True, blocks=5), values(2, 7, 5)
    logits, cache = model.forward(x)
    assert len(calls) == 1 + 2 * 5 + 1
    model.backward(logits, cache)
    assert len(calls) == 1 + 2 * 5 + 1


@BOTH
@pytest.mark.parametrize("gain", [2.0, 1.0])
def test_the_first_weights_have_the_scale_they_should(skip: bool, gain: float) -> None:
    """Variance gain/fan-in, He's unless said; with skips each block's end is smaller by √blocks."""
    how = {} if gain == 2 else {"gain": gain}
    rng = np.random.default_rng(1)
    model = ResidualNetwork(300, 100, 4, 50, rng, skip=skip, **how)
    for name, fan_in, shrink in (
        ("first", 300, 1),
        ("block2.in", 100, 1),
        ("block2.out", 100, 2 if skip else 1),
        ("last", 100, 1),
    ):
        weight = model.parameters[f"{name}.weight"]
        assert weight.std() * shrink == pytest.approx(np.sqrt(gain / fan_in), rel=0.04)
        assert not model.parameters[f"{name}.bias"].any()


def test_one_block_is_enough() -> None:
    """The least: two layers around which x goes."""
    logits, _ = net(True, blocks=1).forward(values(2, 7, 5))
    assert logits.shape == (7, 4)


def test_float32_stays() -> None:
    """Parameters, output and gradients."""
    model = ResidualNetwork(5, 6, 2, 4, np.random.default_rng(1), dtype=np.float32)
    y, cache = model.forward(values(2, 7, 5).astype(np.float32))
    arrays = [y, *model.parameters.values(), *model.backward(y, cache).values()]
    assert {array.dtype for array in arrays} == {np.dtype(np.float32)}


def test_what_cannot_be_is_told() -> None:
    """No blocks."""
    with pytest.raises(ShapeError, match=r"blocks must be at least 1; given: 0. Each is two"):
        ResidualNetwork(5, 6, 0, 4, np.random.default_rng(1))
