"""Convolution, pooling, shapes and parameter counts of the pack `core` against PyTorch."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from heldout.authored import load_module

pytestmark = pytest.mark.torch

AREA = Path(__file__).parents[2] / "packs" / "core" / "convolution"


@pytest.fixture(scope="module")
def torch() -> ModuleType:
    """PyTorch, imported when a test wants it: without it the other tests still collect."""
    import torch

    return torch


@pytest.fixture
def rng() -> np.random.Generator:
    """A source of inputs."""
    return np.random.default_rng(0)


def solution(question: str, function: str) -> Any:
    """The reference solution of that question."""
    return getattr(load_module(AREA / question / "solution.py"), function)


def close(given: Any, tensor: Any) -> None:
    """Same shape, and the same values up to the rounding of float64."""
    wanted = tensor.detach().numpy()
    assert np.shape(given) == wanted.shape
    np.testing.assert_allclose(given, wanted, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize("padding", [0, 1, 2])
def test_the_gradients_of_a_convolution_are_pytorchs(
    torch: ModuleType, rng: np.random.Generator, stride: int, padding: int
) -> None:
    """All three, also where windows leave rows over."""
    x = torch.tensor(rng.normal(size=(2, 3, 7, 6)), requires_grad=True)
    weight = torch.tensor(rng.normal(size=(4, 3, 3, 2)), requires_grad=True)
    bias = torch.zeros(4, dtype=torch.float64, requires_grad=True)
    y = torch.nn.functional.conv2d(x, weight, bias, stride=stride, padding=padding)
    slope = rng.normal(size=tuple(y.shape))
    y.backward(torch.tensor(slope))
    backward = solution("conv2d-backward", "conv2d_backward")
    ours = backward(slope, x.detach().numpy(), weight.detach().numpy(), stride, padding)
    for given, leaf in zip(ours, (x, weight, bias), strict=True):
        close(given, leaf.grad)


@pytest.mark.parametrize("options", [(1, 0, 1, 2), (2, 1, 2, 1), (1, 2, 3, 6), (3, 1, 2, 3)])
def test_gaps_and_groups_are_pytorchs(
    torch: ModuleType, rng: np.random.Generator, options: tuple[int, ...]
) -> None:
    """Stride, padding, dilation and groups."""
    groups = options[3]
    x, weight = rng.normal(size=(2, 6, 9, 8)), rng.normal(size=(12, 6 // groups, 2, 3))
    bias = rng.normal(size=12)
    theirs = torch.nn.functional.conv2d(*map(torch.tensor, (x, weight, bias)), *options)
    close(solution("conv2d-grouped", "conv2d")(x, weight, bias, *options), theirs)


@pytest.mark.parametrize("case", [((2, 3), (1, 2), (1, 1)), ((3, 2), None, (1, 0))])
def test_pooling_there_and_back_is_pytorchs(
    torch: ModuleType, rng: np.random.Generator, case: Any
) -> None:
    """Values, indices with ties, and the gradient along them."""
    kernel, stride, padding = case
    x = np.round(rng.normal(size=(2, 3, 7, 8)))
    leaf = torch.tensor(x, requires_grad=True)
    pool = torch.nn.functional.max_pool2d
    theirs, places = pool(leaf, kernel, stride, padding, return_indices=True)
    values, indices = solution("max-pool-padded", "max_pool2d")(x, kernel, stride, padding)
    close(values, theirs)
    close(indices, places)
    slope = rng.normal(size=values.shape)
    theirs.backward(torch.tensor(slope))
    back = solution("max-pool-backward", "max_pool2d_backward")
    close(back(slope, indices, 7, 8), leaf.grad)


@pytest.mark.parametrize("case", [((3, 2), 2, (1, 0), 2), (5, (1, 3), 2, (1, 2)), (1, 4, 0, 3)])
def test_output_shapes_are_pytorchs(torch: ModuleType, case: Any) -> None:
    """Of a picture of one channel."""
    layer = torch.nn.Conv2d(1, 1, *case)
    shape = solution("conv-output-shape", "conv_output_shape")(11, 14, *case)
    assert layer(torch.zeros(1, 1, 11, 14)).shape[2:] == shape


def test_parameters_are_as_many_as_pytorch_makes(torch: ModuleType) -> None:
    """Of each type of layer, with and without what is optional."""
    nn, count = torch.nn, solution("count-parameters", "count_parameters")
    recurrent = {"in": 5, "hidden": 3, "layers": 3, "bidirectional": True}
    layers = [
        (nn.Linear(7, 3, bias=False), {"type": "linear", "in": 7, "out": 3, "bias": False}),
        (
            nn.Conv2d(6, 4, (3, 2), groups=2),
            {"type": "conv2d", "in": 6, "out": 4, "kernel": (3, 2), "groups": 2},
        ),
        (nn.Embedding(11, 4), {"type": "embedding", "words": 11, "size": 4}),
        (nn.BatchNorm2d(6), {"type": "batch_norm", "features": 6}),
        (nn.LayerNorm((2, 5)), {"type": "layer_norm", "shape": (2, 5)}),
        (nn.LSTM(5, 3, num_layers=3, bidirectional=True), {"type": "lstm", **recurrent}),
        (nn.GRU(5, 3, num_layers=3, bidirectional=True), {"type": "gru", **recurrent}),
        (nn.GRU(5, 3, bias=False), {"type": "gru", "in": 5, "hidden": 3, "bias": False}),
    ]
    for theirs, ours in layers:
        assert count([ours]) == sum(each.numel() for each in theirs.parameters()), ours
