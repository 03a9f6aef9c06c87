"""The LSTM against PyTorch, finite differences, and what its gates promise."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from heldout.nn.recurrent import lstm, lstm_backward, lstm_step
from heldout.nn.shapes import Array, ShapeError

from ..oracle import agrees, distinct, slope, values

few = settings(max_examples=25, deadline=None)


def _arguments(N: int, T: int, D: int, H: int) -> list[Array]:
    """x, h0, c0, weight_x, weight_h and bias."""
    shapes = [(N, T, D), (N, H), (N, H), (D, 4 * H), (H, 4 * H), (4 * H,)]
    return [values(seed, *shape, scale=0.7) for seed, shape in enumerate(shapes)]


@pytest.mark.torch
@few
@given(distinct(4))
def test_values_and_gradients_are_pytorchs(sizes: tuple[int, ...]) -> None:
    """Every state, and the gradients by every argument, from losses on h and on the last cell."""
    import torch

    N, T, _, H = sizes
    arguments = _arguments(*sizes)
    dh, dc_last = values(6, N, T, H), values(7, N, H)
    x, h0, c0, w, u, b = (torch.tensor(a, requires_grad=True) for a in arguments)
    layer = torch.nn.LSTM(sizes[2], H, batch_first=True).double()
    weights = {"weight_ih_l0": w.T, "weight_hh_l0": u.T, "bias_ih_l0": b}
    weights["bias_hh_l0"] = torch.zeros(4 * H, dtype=torch.float64)
    out, (_, c_last) = torch.func.functional_call(layer, weights, (x, (h0[None], c0[None])))
    loss = (out * torch.tensor(dh)).sum() + (c_last[0] * torch.tensor(dc_last)).sum()
    expected = torch.autograd.grad(loss, (x, h0, c0, w, u, b))

    h, c, cache = lstm(*arguments)
    agrees(h, out.detach())
    agrees(c[:, -1], c_last[0].detach())
    dc = np.zeros_like(c)
    dc[:, -1] = dc_last
    for actual, wanted in zip(lstm_backward(dh, cache, dc), expected, strict=True):
        agrees(actual, wanted)


@settings(max_examples=8, deadline=None)
@given(distinct(4, most=4))
def test_gradients_are_finite_differences(sizes: tuple[int, ...]) -> None:
    """By each argument, when every hidden state and every cell enters the loss."""
    N, T, _, H = sizes
    arguments = _arguments(*sizes)
    both = np.stack([values(6, N, T, H), values(7, N, T, H)])
    *_, cache = lstm(*arguments)
    for place, actual in enumerate(lstm_backward(both[0], cache, both[1])):

        def f(moved: Array, place: int = place) -> Array:
            changed = [*arguments[:place], moved, *arguments[place + 1 :]]
            return np.stack(lstm(*changed)[:2])

        agrees(actual, slope(f, arguments[place], both), 1e-6)


@few
@given(distinct(4))
def test_steps_one_by_one_are_the_sequence(sizes: tuple[int, ...]) -> None:
    """lstm_step, called for each step with the states it returned, gives what lstm gives."""
    x, h, c, *weights = _arguments(*sizes)
    all_h, all_c, _ = lstm(x, h, c, *weights)
    for t in range(sizes[1]):
        h, c = lstm_step(x[:, t], h, c, *weights)
        agrees(h, all_h[:, t], 1e-12)
        agrees(c, all_c[:, t], 1e-12)


def test_a_kept_cell_never_changes() -> None:
    """Forget gate 1 and input gate 0: c stays c0, and its gradient comes back whole."""
    x, h0, c0, weight_x, weight_h, bias = _arguments(3, 50, 2, 4)
    bias[:4], bias[4:8] = -1000, 1000
    _, c, cache = lstm(x, h0, c0, weight_x, weight_h, bias)
    agrees(c, np.broadcast_to(c0[:, None], c.shape), 1e-12)
    dc = np.zeros_like(c)
    dc[:, -1] = 1
    agrees(lstm_backward(np.zeros_like(c), cache, dc)[2], np.ones_like(c0), 1e-12)


def test_a_closed_forget_gate_leaves_nothing_of_before() -> None:
    """Forget gate 0 and recurrent weights 0: no step sees another, and order does not matter."""
    x, h0, c0, weight_x, weight_h, bias = _arguments(3, 5, 2, 4)
    weight_h[:] = 0
    bias[4:8] = -1000
    order = [3, 0, 4, 1, 2]
    h, *_ = lstm(x, h0, c0, weight_x, weight_h, bias)
    agrees(lstm(x[:, order], 5 * h0, -c0, weight_x, weight_h, bias)[0], h[:, order], 1e-12)


def test_later_inputs_do_not_reach_earlier_states() -> None:
    """Neither forward, nor does a loss at step t send a gradient to inputs after t."""
    arguments = _arguments(2, 6, 3, 4)
    h, c, cache = lstm(*arguments)
    changed = arguments[0].copy()
    changed[:, 4:] += 1
    agrees(lstm(changed, *arguments[1:])[0][:, :4], h[:, :4], 1e-15)
    dh = np.zeros_like(h)
    dh[:, 3] = 1
    dx, *_ = lstm_backward(dh, cache)
    assert (dx[:, 4:] == 0).all()
    assert (dx[:, :4] != 0).all()
    assert (np.abs(h) < 1).all()
    assert c.shape == h.shape


def test_huge_inputs_stay_finite() -> None:
    """Sums of ±1000 saturate the gates without a warning, and no gradient is nan."""
    x, h0, c0, *weights = _arguments(2, 4, 3, 5)
    h, _, cache = lstm(1000 * x, h0, c0, *weights)
    assert np.isfinite(h).all()
    for gradient in lstm_backward(np.ones_like(h), cache):
        assert np.isfinite(gradient).all()


def test_one_step_of_one_sample() -> None:
    """The shortest sequence in the smallest batch."""
    arguments = _arguments(1, 1, 1, 1)
    h, c, cache = lstm(*arguments)
    assert h.shape == c.shape == (1, 1, 1)
    assert [g.shape for g in lstm_backward(h, cache)] == [a.shape for a in arguments]


@pytest.mark.parametrize(("dtype", "tolerance"), [(np.float32, 1e-5), (np.float16, 2e-2)])
def test_the_type_is_kept(dtype: type, tolerance: float) -> None:
    """States and gradients have the type of the inputs, and lie near those of float64."""
    arguments = _arguments(3, 7, 2, 4)
    narrow = [a.astype(dtype) for a in arguments]
    h, _, cache = lstm(*arguments)
    narrow_h, narrow_c, narrow_cache = lstm(*narrow)
    assert narrow_h.dtype == narrow_c.dtype == dtype
    agrees(narrow_h, h, tolerance)
    pairs = zip(
        lstm_backward(np.ones_like(narrow_h), narrow_cache),
        lstm_backward(np.ones_like(h), cache),
        strict=True,
    )
    for narrow_gradient, gradient in pairs:
        assert narrow_gradient.dtype == dtype
        agrees(narrow_gradient, gradient, 5 * tolerance)


def test_arguments_are_left_as_they_were() -> None:
    """Forward, backward and one step write into arrays of their own."""
    arguments = _arguments(2, 3, 4, 5)
    kept = [a.copy() for a in arguments]
    h, c, cache = lstm(*arguments)
    h += 1  # what was returned is not what backward reads
    lstm_backward(np.ones_like(h), cache, np.ones_like(c))
    lstm_step(arguments[0][:, 0], *arguments[1:])
    for now, before in zip(arguments, kept, strict=True):
        agrees(now, before, 0)
    agrees(
        lstm_backward(np.ones_like(h), cache)[0], lstm_backward(np.ones_like(h), lstm(*kept)[2])[0]
    )


@pytest.mark.parametrize("place", range(6))
def test_an_argument_that_does_not_fit_is_named(place: int) -> None:
    """What must hold, what was given, and the likely fix."""
    arguments = _arguments(2, 3, 4, 5)
    arguments[place] = arguments[place][..., :-1]
    with pytest.raises(ShapeError, match=r"must have shape .*; given: .*\. \w+"):
        lstm(*arguments)


def test_a_gradient_of_another_shape_is_refused() -> None:
    """A gradient of the last state alone is not one of every state."""
    *_, cache = lstm(*_arguments(2, 3, 4, 5))
    with pytest.raises(ShapeError, match=r"dh must have shape \(N, T, H\)"):
        lstm_backward(np.ones((2, 5)), cache)
    with pytest.raises(ShapeError, match="dh and dc must have the shape of h"):
        lstm_backward(np.ones((2, 3, 5)), cache, np.ones((2, 5)))
