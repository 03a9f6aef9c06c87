"""The reference solutions of the pack `core` against PyTorch, in float64: values and gradients."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from heldout.authored import load_module

pytestmark = pytest.mark.torch

PACK = Path(__file__).parents[2] / "packs" / "core"
SEEDS = range(5)


@pytest.fixture(scope="module")
def torch() -> ModuleType:
    """PyTorch, imported when a test wants it: without it the other tests still collect."""
    import torch

    return torch


@pytest.fixture
def rng(seed: int) -> np.random.Generator:
    """A source of inputs for the test's seed."""
    return np.random.default_rng(seed)


def solution(question: str, function: str) -> Callable[..., Any]:
    """The reference solution of that question."""
    return getattr(load_module(PACK / question / "solution.py"), function)


def assert_equal(given: Any, tensor: Any) -> None:
    """Same shape, and the same values up to the rounding of float64."""
    wanted = tensor.detach().numpy()
    assert np.shape(given) == wanted.shape
    np.testing.assert_allclose(given, wanted, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("axis", [0, 1, -1])
def test_softmax(torch: ModuleType, rng: np.random.Generator, axis: int) -> None:
    """Softmax agrees along every axis, with masked and with huge logits."""
    x = rng.normal(scale=3.0, size=(4, 3, 5)) + 1000.0 * rng.integers(-2, 3, size=(4, 3, 5))
    x[rng.random(x.shape) < 0.1] = -np.inf
    x[0, :, :] = x[:, 0, :] = x[:, :, 0] = 1.5  # no slice is masked completely
    softmax = solution("activations/stable-softmax", "softmax")
    assert_equal(softmax(x, axis), torch.softmax(torch.from_numpy(x), dim=axis))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("scale", [1.0, 500.0])
def test_cross_entropy(torch: ModuleType, rng: np.random.Generator, scale: float) -> None:
    """Loss and gradient of cross-entropy agree, also where probabilities underflow."""
    logits, labels = rng.normal(scale=scale, size=(7, 4)), rng.integers(4, size=7)
    loss, grad = solution("losses/cross-entropy-with-gradient", "cross_entropy")(logits, labels)
    leaf = torch.tensor(logits, requires_grad=True)
    wanted = torch.nn.functional.cross_entropy(leaf, torch.from_numpy(labels))
    wanted.backward()
    assert_equal(loss, wanted)
    assert_equal(grad, leaf.grad)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("leading", [(5,), (2, 5), (2, 1, 5)])
def test_linear_backward(
    torch: ModuleType, rng: np.random.Generator, leading: tuple[int, ...]
) -> None:
    """The three gradients of a linear layer are those of automatic differentiation."""
    x, weight = rng.normal(size=(*leading, 3)), rng.normal(size=(4, 3))
    grad_out = rng.normal(size=(*leading, 4))
    given = solution("training/linear-backward", "linear_backward")(grad_out, x, weight)
    leaves = [torch.tensor(array, requires_grad=True) for array in (x, weight, np.zeros(4))]
    torch.nn.functional.linear(*leaves).backward(torch.from_numpy(grad_out))
    for one, leaf in zip(given, leaves, strict=True):
        assert_equal(one, leaf.grad)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("stride", "padding"), [(1, 0), (2, 0), (1, 2), (2, 1), (3, 2)])
@pytest.mark.parametrize("with_bias", [True, False])
def test_conv2d(
    torch: ModuleType, rng: np.random.Generator, stride: int, padding: int, with_bias: bool
) -> None:
    """Convolution agrees for every mix of stride, padding and bias, with unequal sides."""
    x, weight = rng.normal(size=(2, 3, 8, 7)), rng.normal(size=(4, 3, 3, 2))
    bias = rng.normal(size=4) if with_bias else None
    given = solution("convolution/conv2d-forward", "conv2d")(x, weight, bias, stride, padding)
    tensors = [None if a is None else torch.from_numpy(a) for a in (x, weight, bias)]
    assert_equal(given, torch.nn.functional.conv2d(*tensors, stride=stride, padding=padding))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("kernel", "stride"), [(2, 2), (3, 1), (3, 2), (2, 3), (1, 1)])
def test_max_pool2d(torch: ModuleType, rng: np.random.Generator, kernel: int, stride: int) -> None:
    """Max-pooling agrees in values and indices, with ties and windows of minus infinity."""
    x = np.round(rng.normal(loc=-2.0, size=(2, 3, 8, 7)))
    x[:, :, :4, :4] = -np.inf
    values, indices = solution("convolution/max-pool-forward", "max_pool2d")(x, kernel, stride)
    wanted = torch.nn.functional.max_pool2d(
        torch.from_numpy(x), kernel, stride, return_indices=True
    )
    assert_equal(values, wanted[0])
    assert_equal(indices, wanted[1])


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("shape", [(5, 3), (4, 3, 2, 6)])
@pytest.mark.parametrize("training", [True, False])
def test_batch_norm(
    torch: ModuleType, rng: np.random.Generator, shape: tuple[int, ...], training: bool
) -> None:
    """Batch normalisation agrees in output and in both running statistics."""
    x, gamma, beta, mean = rng.normal(size=shape), *rng.normal(size=(3, 3))
    var = rng.uniform(0.5, 2.0, size=3)
    arrays = (x, gamma, beta, mean, var)
    batch_norm = solution("normalisation/batch-norm-forward", "batch_norm")
    out, new_mean, new_var = batch_norm(*arrays, momentum=0.3, eps=0.01, training=training)
    data, scale, shift, running_mean, running_var = (torch.tensor(array) for array in arrays)
    wanted = torch.nn.functional.batch_norm(
        data, running_mean, running_var, scale, shift, training, momentum=0.3, eps=0.01
    )
    assert_equal(out, wanted)
    assert_equal(new_mean, running_mean)
    assert_equal(new_var, running_var)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("shape", [(6,), (4, 6), (2, 3, 6)])
def test_layer_norm(torch: ModuleType, rng: np.random.Generator, shape: tuple[int, ...]) -> None:
    """Layer normalisation agrees, with an epsilon of its own and with the usual one."""
    x, gamma, beta = rng.normal(loc=3.0, size=shape), *rng.normal(size=(2, 6))
    layer_norm = solution("normalisation/layer-norm-forward", "layer_norm")
    tensors = [torch.from_numpy(array) for array in (gamma, beta)]
    for options in ({}, {"eps": 0.25}):
        wanted = torch.nn.functional.layer_norm(torch.from_numpy(x), (6,), *tensors, **options)
        assert_equal(layer_norm(x, gamma, beta, **options), wanted)


@pytest.mark.parametrize("seed", SEEDS)
def test_normalisation_of_large_means(torch: ModuleType, rng: np.random.Generator) -> None:
    """Data far from zero keep their digits: a mean of a million, and 10,000 in float32."""
    spread, ones, zeros = rng.normal(size=(8, 6)), np.ones(6), np.zeros(6)
    batch_norm = solution("normalisation/batch-norm-forward", "batch_norm")
    far = torch.from_numpy(1e6 + spread)
    out, _, new_var = batch_norm(far.numpy(), ones, zeros, zeros, ones, 1.0, 1e-5, True)
    running_var = torch.ones(6, dtype=torch.float64)
    wanted = torch.nn.functional.batch_norm(
        far, torch.zeros(6, dtype=torch.float64), running_var, training=True, momentum=1.0
    )
    np.testing.assert_allclose(out, wanted.numpy(), atol=1e-8)
    np.testing.assert_allclose(new_var, running_var.numpy(), atol=1e-8)
    narrow = (10_000 + spread).astype(np.float32)
    layer_norm = solution("normalisation/layer-norm-forward", "layer_norm")
    given = layer_norm(narrow, ones.astype(np.float32), zeros.astype(np.float32))
    wanted = torch.nn.functional.layer_norm(torch.from_numpy(narrow.astype(np.float64)), (6,))
    np.testing.assert_allclose(given, wanted.numpy(), atol=5e-3)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("scale", [1.0, 300.0])
def test_lstm_cell(torch: ModuleType, rng: np.random.Generator, scale: float) -> None:
    """An LSTM step agrees with LSTMCell, whose second bias is zero here."""
    x, h, c = rng.normal(size=(5, 3)), rng.normal(size=(5, 2)), rng.normal(size=(5, 2))
    w_x, w_h, b = rng.normal(size=(8, 3)), rng.normal(size=(8, 2)), rng.normal(size=8)
    w_x *= scale
    given = solution("recurrence/lstm-cell", "lstm_cell")(x, h, c, w_x, w_h, b)
    cell = torch.nn.LSTMCell(3, 2, dtype=torch.float64)
    parameters = {"weight_ih": w_x, "weight_hh": w_h, "bias_ih": b, "bias_hh": np.zeros(8)}
    cell.load_state_dict({name: torch.from_numpy(array) for name, array in parameters.items()})
    wanted = cell(torch.from_numpy(x), (torch.from_numpy(h), torch.from_numpy(c)))
    for one, other in zip(given, wanted, strict=True):
        assert_equal(one, other)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("options", [{}, {"lr": 0.1, "beta1": 0.8, "beta2": 0.95, "eps": 0.01}])
def test_adam_step(torch: ModuleType, rng: np.random.Generator, options: dict[str, float]) -> None:
    """Six steps of Adam, the state handed on from one to the next, agree in parameter and state."""
    step = solution("training/adam-step", "adam_step")
    param = rng.normal(size=(3, 2))
    m, v = np.zeros((2, 3, 2))
    leaf = torch.tensor(param, requires_grad=True)
    settings = {"lr": 1e-3, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8} | options
    betas = (settings["beta1"], settings["beta2"])
    optimiser = torch.optim.Adam([leaf], lr=settings["lr"], betas=betas, eps=settings["eps"])
    for t in range(1, 7):
        grad = rng.normal(scale=10.0 ** rng.integers(-3, 3), size=(3, 2))
        param, m, v = step(param, grad, m, v, t, **options)
        leaf.grad = torch.from_numpy(grad)
        optimiser.step()
        assert_equal(param, leaf)
        assert_equal(m, optimiser.state[leaf]["exp_avg"])
        assert_equal(v, optimiser.state[leaf]["exp_avg_sq"])


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("places", [0, 1, 6])
def test_roc_auc(torch: ModuleType, rng: np.random.Generator, places: int) -> None:
    """The area is the share of pairs won, counted one by one; fewer decimals make more ties."""
    labels = np.concatenate([[0, 1], rng.integers(2, size=30)])
    scores = np.round(rng.normal(size=32) + labels, places)
    y, s = torch.from_numpy(labels), torch.from_numpy(scores)
    gaps = torch.cartesian_prod(s[y == 1], s[y == 0]).diff(dim=1)  # negative where one is won
    wanted = 0.5 - gaps.sign().mean() / 2
    assert_equal(solution("evaluation/roc-auc", "roc_auc")(labels, scores), wanted)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("entries", "stride"), [(1, 1), (4, 1), (3, 2), (9, 1), (2, 4)])
def test_correlate(torch: ModuleType, rng: np.random.Generator, entries: int, stride: int) -> None:
    """Cross-correlation agrees with a convolution of one channel, for every length and stride."""
    signal, kernel = rng.normal(size=(3, 9)), rng.normal(size=entries)
    given = solution("convolution/correlate-1d", "correlate")(signal, kernel, stride)
    weight = torch.from_numpy(kernel)[None, None]
    wanted = torch.nn.functional.conv1d(torch.from_numpy(signal)[:, None], weight, stride=stride)
    assert_equal(given, wanted[:, 0])


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("dim", [0, 1, -1])
@pytest.mark.parametrize("scale", [1.0, 700.0])
def test_log_softmax(torch: ModuleType, rng: np.random.Generator, dim: int, scale: float) -> None:
    """Value and gradient agree, and so does the second opinion, which has never seen PyTorch."""
    x = rng.normal(scale=scale, size=(3, 4, 2))
    leaf, other = (torch.tensor(x, requires_grad=True) for _ in range(2))
    given = solution("activations/log-softmax-torch", "log_softmax")(leaf, dim)
    wanted = torch.log_softmax(other, dim)
    assert_equal(given.detach().numpy(), wanted)
    weights = torch.cos(0.7 * torch.arange(24, dtype=torch.float64) + 0.3).reshape(3, 4, 2)
    for result in (given, wanted):
        (result * weights).sum().backward()
    assert_equal(leaf.grad.numpy(), other.grad)
    checks = load_module(PACK / "activations/log-softmax-torch/checks.py")
    value, (slope,) = checks.second_opinion(x, dim)
    assert_equal(value, wanted)
    assert_equal(slope, other.grad)
