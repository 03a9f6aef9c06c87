"""The vanilla RNN and its way back through time against PyTorch and finite differences."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from heldout.nn.recurrent import rnn, rnn_backward
from heldout.nn.shapes import Array, ShapeError

from ..oracle import agrees, distinct, slope, values

few = settings(max_examples=25, deadline=None)


def _arguments(N: int, T: int, D: int, H: int) -> list[Array]:
    """x, h0, weight_x, weight_h and bias."""
    shapes = [(N, T, D), (N, H), (D, H), (H, H), (H,)]
    return [values(seed, *shape, scale=0.7) for seed, shape in enumerate(shapes)]


@pytest.mark.torch
@few
@given(distinct(4))
def test_values_and_gradients_are_pytorchs(sizes: tuple[int, ...]) -> None:
    """Every state, and the gradients by every argument."""
    import torch

    N, T, D, H = sizes
    arguments = _arguments(*sizes)
    dh = values(6, N, T, H)
    x, h0, w, u, b = (torch.tensor(a, requires_grad=True) for a in arguments)
    layer = torch.nn.RNN(D, H, batch_first=True).double()
    weights = {"weight_ih_l0": w.T, "weight_hh_l0": u.T, "bias_ih_l0": b}
    weights["bias_hh_l0"] = torch.zeros(H, dtype=torch.float64)
    out, _ = torch.func.functional_call(layer, weights, (x, h0[None]))
    expected = torch.autograd.grad((out * torch.tensor(dh)).sum(), (x, h0, w, u, b))

    h, cache = rnn(*arguments)
    agrees(h, out.detach())
    for actual, wanted in zip(rnn_backward(dh, cache), expected, strict=True):
        agrees(actual, wanted)


@settings(max_examples=8, deadline=None)
@given(distinct(4, most=4))
def test_gradients_are_finite_differences(sizes: tuple[int, ...]) -> None:
    """By each argument, when the loss sees every state."""
    N, T, _, H = sizes
    arguments = _arguments(*sizes)
    dh = values(6, N, T, H)
    _, cache = rnn(*arguments)
    for place, actual in enumerate(rnn_backward(dh, cache)):

        def f(moved: Array, place: int = place) -> Array:
            return rnn(*arguments[:place], moved, *arguments[place + 1 :])[0]

        agrees(actual, slope(f, arguments[place], dh), 1e-6)


def test_shared_weights_get_the_sum_over_the_steps() -> None:
    """With a copy of the weights for each step, the gradients of the copies add up to theirs."""
    x, h0, weight_x, weight_h, bias = _arguments(2, 4, 3, 5)
    dh = values(6, 2, 4, 5)
    _, cache = rnn(x, h0, weight_x, weight_h, bias)
    _, _, dweight_x, dweight_h, dbias = rnn_backward(dh, cache)

    def unrolled(copies: Array) -> Array:  # (4, 3 + 5 + 1, 5): one set for each step
        h, states = h0, []
        for t, copy in enumerate(copies):
            h = np.tanh(x[:, t] @ copy[:3] + h @ copy[3:8] + copy[8])
            states.append(h)
        return np.stack(states, axis=1)

    one = np.concatenate([weight_x, weight_h, bias[None]])
    each = slope(unrolled, np.stack([one] * 4), dh)
    agrees(np.concatenate([dweight_x, dweight_h, dbias[None]]), each.sum(axis=0), 1e-6)
    assert all(np.abs(each[i] - each[j]).max() > 0.01 for i in range(4) for j in range(i))


@pytest.mark.parametrize("radius", [0.5, 1.0, 1.5])
def test_a_gradient_goes_back_like_a_power_of_the_radius(radius: float) -> None:
    """At states near 0, where tanh has slope 1, k steps multiply it by ρᵏ: it need not shrink."""
    rotation, _ = np.linalg.qr(values(1, 6, 6))
    x, h0 = np.zeros((1, 21, 1)), np.zeros((1, 6))
    h, cache = rnn(x, h0, np.ones((1, 6)), radius * rotation, np.zeros(6))
    dh = np.zeros_like(h)
    dh[:, -1, 0] = 1
    _, dh0, *_ = rnn_backward(dh, cache)
    agrees(np.linalg.norm(dh0), radius**21, 1e-9)


def test_time_runs_one_way() -> None:
    """A later input changes no earlier state; without recurrent weights no step sees another."""
    x, h0, weight_x, weight_h, bias = _arguments(2, 5, 3, 4)
    h, _ = rnn(x, h0, weight_x, weight_h, bias)
    changed = x.copy()
    changed[:, 3] += 1
    agrees(rnn(changed, h0, weight_x, weight_h, bias)[0][:, :3], h[:, :3], 1e-15)
    alone, _ = rnn(x, h0, weight_x, 0 * weight_h, bias)
    agrees(alone, np.tanh(x @ weight_x + bias), 1e-12)


def test_a_sequence_in_two_halves_is_the_sequence() -> None:
    """The last state of the first half is the first of the second."""
    x, h0, *weights = _arguments(2, 7, 3, 4)
    h, _ = rnn(x, h0, *weights)
    first, _ = rnn(x[:, :3], h0, *weights)
    second, _ = rnn(x[:, 3:], first[:, -1], *weights)
    agrees(np.concatenate([first, second], axis=1), h, 1e-12)


@pytest.mark.parametrize(("dtype", "tolerance"), [(np.float32, 1e-5), (np.float16, 2e-2)])
def test_the_type_is_kept(dtype: type, tolerance: float) -> None:
    """States and gradients have the type of the inputs, also where tanh saturates."""
    arguments = _arguments(3, 7, 2, 4)
    h, cache = rnn(*arguments)
    narrow_h, narrow_cache = rnn(*[a.astype(dtype) for a in arguments])
    assert narrow_h.dtype == dtype
    agrees(narrow_h, h, tolerance)
    pairs = zip(
        rnn_backward(np.ones_like(narrow_h), narrow_cache),
        rnn_backward(np.ones_like(h), cache),
        strict=True,
    )
    for narrow_gradient, gradient in pairs:
        assert narrow_gradient.dtype == dtype
        agrees(narrow_gradient, gradient, 5 * tolerance)
    h, cache = rnn((1000 * arguments[0]).astype(dtype), *[a.astype(dtype) for a in arguments[1:]])
    assert all(np.isfinite(g).all() for g in rnn_backward(np.ones_like(h), cache))


def test_many_steps_of_float16_are_added_in_float32() -> None:
    """Ones over 4,096 samples sum to 4,096, where float16 stops counting at 2,048."""
    N = 4096
    x, h0 = np.zeros((N, 1, 1), np.float16), np.zeros((N, 1), np.float16)
    one = np.zeros((1, 1), np.float16)
    h, cache = rnn(x, h0, one, one, one[0])
    assert rnn_backward(np.ones_like(h), cache)[4] == N


def test_arguments_are_left_as_they_were() -> None:
    """What was returned may be changed as well: backward reads its own."""
    arguments = _arguments(2, 3, 4, 5)
    kept = [a.copy() for a in arguments]
    h, cache = rnn(*arguments)
    before = rnn_backward(np.ones_like(h), cache)
    h += 1
    for now, then in zip(rnn_backward(np.ones_like(h), cache), before, strict=True):
        agrees(now, then, 0)
    for now, then in zip(arguments, kept, strict=True):
        agrees(now, then, 0)


@pytest.mark.parametrize("place", range(5))
def test_an_argument_that_does_not_fit_is_named(place: int) -> None:
    """What must hold, what was given, and the likely fix."""
    arguments = _arguments(2, 3, 4, 5)
    arguments[place] = arguments[place][..., :-1]
    with pytest.raises(ShapeError, match=r"must have shape .*; given: .*\. \w+"):
        rnn(*arguments)
    with pytest.raises(ShapeError, match="dh must have the shape of h"):
        rnn_backward(np.ones((2, 4, 5)), rnn(*_arguments(2, 3, 4, 5))[1])
