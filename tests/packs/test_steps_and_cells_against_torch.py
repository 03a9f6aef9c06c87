"""Optimisers, clipping and recurrent cells of the pack `core` against PyTorch, in float64."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from heldout.authored import load_module

pytestmark = pytest.mark.torch

PACK = Path(__file__).parents[2] / "packs" / "core"
SEEDS = range(3)
STEPS = 4


@pytest.fixture(scope="module")
def torch() -> ModuleType:
    """PyTorch, imported when a test wants it: without it the other tests still collect."""
    import torch

    return torch


@pytest.fixture
def rng(seed: int) -> np.random.Generator:
    """A source of inputs for the test's seed."""
    return np.random.default_rng(seed)


def solution(question: str, function: str) -> Any:
    """The reference solution of that question."""
    return getattr(load_module(PACK / question / "solution.py"), function)


def assert_equal(given: Any, tensor: Any) -> None:
    """Same shape, and the same values up to the rounding of float64."""
    wanted = tensor.detach().numpy()
    assert np.shape(given) == wanted.shape
    np.testing.assert_allclose(given, wanted, rtol=1e-10, atol=1e-12)


def follow(
    torch: ModuleType,
    rng: np.random.Generator,
    optimiser: Callable[[list[Any]], Any],
    step: Callable[[NDArray[Any], NDArray[Any], int], NDArray[Any]],
) -> None:
    """Both go the same way for some steps with the same gradients."""
    param = rng.normal(size=(3, 4))
    leaf = torch.tensor(param, requires_grad=True)
    theirs = optimiser([leaf])
    for t in range(1, STEPS + 1):
        grad = rng.normal(size=param.shape)
        leaf.grad = torch.from_numpy(grad.copy())
        theirs.step()
        param = step(param, grad, t)
        assert_equal(param, leaf)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("momentum", "nesterov"), [(0.0, False), (0.9, False), (0.9, True)])
@pytest.mark.parametrize("weight_decay", [0.0, 0.3])
def test_sgd_step(
    torch: ModuleType,
    rng: np.random.Generator,
    momentum: float,
    weight_decay: float,
    nesterov: bool,
) -> None:
    """SGD agrees with every combination of options that PyTorch takes."""
    options = {"momentum": momentum, "weight_decay": weight_decay, "nesterov": nesterov}
    sgd_step = solution("training/sgd-step", "sgd_step")
    velocity = np.zeros((3, 4))

    def step(param: NDArray[Any], grad: NDArray[Any], t: int) -> NDArray[Any]:
        nonlocal velocity
        param, velocity = sgd_step(param, grad, velocity, 0.1, **options)
        return param

    follow(torch, rng, lambda leaves: torch.optim.SGD(leaves, lr=0.1, **options), step)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("name", "function", "theirs", "options"),
    [
        ("rmsprop-step", "rmsprop_step", "RMSprop", {}),
        ("rmsprop-step", "rmsprop_step", "RMSprop", {"lr": 0.1, "alpha": 0.5, "eps": 0.01}),
        ("adagrad-step", "adagrad_step", "Adagrad", {}),
        ("adagrad-step", "adagrad_step", "Adagrad", {"lr": 0.1, "eps": 0.01}),
    ],
)
def test_scaled_steps(
    torch: ModuleType,
    rng: np.random.Generator,
    name: str,
    function: str,
    theirs: str,
    options: dict[str, float],
) -> None:
    """RMSProp and Adagrad agree, also with the same defaults."""
    ours = solution(f"training/{name}", function)
    state = np.zeros((3, 4))

    def step(param: NDArray[Any], grad: NDArray[Any], t: int) -> NDArray[Any]:
        nonlocal state
        param, state = ours(param, grad, state, **options)
        return param

    follow(torch, rng, lambda leaves: getattr(torch.optim, theirs)(leaves, **options), step)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("lr", [1e-3, 0.5])
@pytest.mark.parametrize("weight_decay", [0.0, 0.01, 0.4])
def test_adamw_step(
    torch: ModuleType, rng: np.random.Generator, lr: float, weight_decay: float
) -> None:
    """AdamW agrees, as a function of arrays and as a class of tensors."""
    adamw_step = solution("training/adamw-step", "adamw_step")
    m = v = np.zeros((3, 4))

    def step(param: NDArray[Any], grad: NDArray[Any], t: int) -> NDArray[Any]:
        nonlocal m, v
        param, m, v = adamw_step(param, grad, m, v, t, lr=lr, weight_decay=weight_decay)
        return param

    options = {"lr": lr, "weight_decay": weight_decay}
    follow(torch, rng, lambda leaves: torch.optim.AdamW(leaves, **options), step)
    ours = solution("training/adamw-optimiser-torch", "AdamW")
    one, other = (torch.ones(5, dtype=torch.float64, requires_grad=True) for _ in range(2))
    optimisers = ours([one], **options), torch.optim.AdamW([other], **options)
    for _ in range(STEPS):
        grad = torch.from_numpy(rng.normal(size=5))
        one.grad, other.grad = grad.clone(), grad.clone()
        for optimiser in optimisers:
            optimiser.step()
        assert_equal(one.detach().numpy(), other)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("max_norm", [0.1, 1.0, 100.0])
def test_clip_grad_norm(torch: ModuleType, rng: np.random.Generator, max_norm: float) -> None:
    """Clipping in place agrees with PyTorch's; the other differs by its small number alone."""
    grads = [rng.normal(size=shape) for shape in ((3,), (2, 4), ())]
    both = []
    for clip in (
        solution("training/clip-grad-norm-torch", "clip_grad_norm"),
        torch.nn.utils.clip_grad_norm_,
    ):
        leaves = [torch.tensor(np.asarray(grad), requires_grad=True) for grad in grads]
        for leaf, grad in zip(leaves, grads, strict=True):
            leaf.grad = torch.tensor(grad)
        both.append((clip(leaves, max_norm), [leaf.grad for leaf in leaves]))
    (norm, clipped), (their_norm, theirs) = both
    assert_equal(norm.numpy(), their_norm)
    arrays, found = solution("training/clip-grad-norm", "clip_grad_norm")(
        [np.asarray(grad) for grad in grads], max_norm
    )
    np.testing.assert_allclose(found, their_norm.item())
    for one, array, wanted in zip(clipped, arrays, theirs, strict=True):
        assert_equal(one.numpy(), wanted)
        np.testing.assert_allclose(array, wanted.numpy(), rtol=1e-5)


@pytest.mark.parametrize("seed", SEEDS)
def test_rnn(torch: ModuleType, rng: np.random.Generator) -> None:
    """States and gradients through time agree with `nn.RNN`."""
    net = torch.nn.RNN(3, 4, batch_first=True, dtype=torch.float64)
    w_x, w_h, b, rest = (p.detach().numpy().copy() for p in net.parameters())
    x, h0 = rng.normal(size=(2, 5, 3)), rng.normal(size=(2, 4))
    start = torch.tensor(h0[None], requires_grad=True)
    states, _ = net(torch.tensor(x), start)
    forward = solution("recurrence/rnn-forward", "rnn_forward")
    h = forward(x, h0, w_x, w_h, b + rest)
    assert_equal(h, states)
    tensors = [torch.from_numpy(array) for array in (x, w_x, w_h, b + rest, h0)]
    twin = solution("recurrence/rnn-forward-torch", "rnn_forward")(*tensors)
    assert_equal(twin.numpy(), states)
    grad_h = rng.normal(size=h.shape)
    states.backward(torch.from_numpy(grad_h))
    backward = solution("recurrence/rnn-backward", "rnn_backward")
    given = backward(grad_h, x, h, h0, w_x, w_h)
    wanted = (start.grad[0], net.weight_ih_l0.grad, net.weight_hh_l0.grad, net.bias_ih_l0.grad)
    for one, tensor in zip(given, wanted, strict=True):
        assert_equal(one, tensor)


@pytest.mark.parametrize("seed", SEEDS)
def test_gru_cell(torch: ModuleType, rng: np.random.Generator) -> None:
    """Both cells agree with `nn.GRUCell`; the one with a single bias where the other is zero."""
    cell = torch.nn.GRUCell(3, 4, dtype=torch.float64)
    weights = [p.detach().clone() for p in cell.parameters()]
    x, h = rng.normal(size=(2, 3)), rng.normal(size=(2, 4))
    given = torch.from_numpy(x), torch.from_numpy(h)
    twin = solution("recurrence/gru-cell-torch", "gru_cell")(*given, *weights)
    assert_equal(twin.numpy(), cell(*given))
    with torch.no_grad():
        cell.bias_hh.zero_()
    plain = solution("recurrence/gru-cell", "gru_cell")
    assert_equal(plain(x, h, *(weight.numpy() for weight in weights[:3])), cell(*given))


@pytest.mark.parametrize("seed", SEEDS)
def test_bidirectional_rnn(torch: ModuleType, rng: np.random.Generator) -> None:
    """Padded sequences agree with `nn.RNN` on packed ones."""
    net = torch.nn.RNN(3, 4, batch_first=True, bidirectional=True, dtype=torch.float64)
    halves = [[p.detach().numpy() for p in net.parameters()][k : k + 4] for k in (0, 4)]
    w_x, w_h, b, rest = (np.stack(pair) for pair in zip(*halves, strict=True))
    x, lengths = rng.normal(size=(3, 5, 3)), np.array([2, 5, 1])
    pack, pad = torch.nn.utils.rnn.pack_padded_sequence, torch.nn.utils.rnn.pad_packed_sequence
    packed = pack(torch.tensor(x), torch.tensor(lengths), batch_first=True, enforce_sorted=False)
    wanted, _ = pad(net(packed)[0], batch_first=True)
    ours = solution("recurrence/bidirectional-rnn", "bidirectional_rnn")
    assert_equal(ours(x, lengths, w_x, w_h, b + rest), wanted)
