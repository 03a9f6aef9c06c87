"""Truncated BPTT against PyTorch with detached states, and against the whole way back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.recurrent import rnn, rnn_backward, truncated_rnn_backward
from heldout.nn.shapes import Array, ShapeError

from ..oracle import agrees, distinct, values


def _arguments(N: int, T: int, D: int, H: int) -> list[Array]:
    shapes = [(N, T, D), (N, H), (D, H), (H, H), (H,)]
    return [values(seed, *shape, scale=0.7) for seed, shape in enumerate(shapes)]


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(4), st.integers(1, 6), st.data())
def test_it_is_pytorch_with_a_detached_state(
    sizes: tuple[int, ...], window: int, data: st.DataObject
) -> None:
    """For each stride: its losses, computed again from the state `window` steps before its end."""
    import torch

    stride = data.draw(st.integers(1, window))
    N, T, _, H = sizes
    arguments = _arguments(*sizes)
    dh = values(6, N, T, H)
    h, cache = rnn(*arguments)
    x, h0, w, u, b = (torch.tensor(a, requires_grad=True) for a in arguments)
    states = torch.cat([h0[:, None], torch.tensor(h)], dim=1)
    for begin in range(0, T, stride):
        end = min(begin + stride, T)
        first = max(0, end - window)
        state = states[:, first] if first == 0 else states[:, first].detach()
        loss = torch.zeros((), dtype=torch.float64)
        for t in range(first, end):
            state = torch.tanh(x[:, t] @ w + state @ u + b)
            if t >= begin:
                loss = loss + (state * torch.tensor(dh[:, t])).sum()
        loss.backward(retain_graph=True)
    got = truncated_rnn_backward(dh, cache, window, stride)
    for actual, wanted in zip(got, (x, h0, w, u, b), strict=True):
        grad = wanted.grad
        agrees(actual, np.zeros(wanted.shape) if grad is None else grad)


@settings(max_examples=25, deadline=None)
@given(distinct(4), st.data())
def test_a_window_of_the_whole_sequence_cuts_nothing(
    sizes: tuple[int, ...], data: st.DataObject
) -> None:
    """Whatever the stride, it is then backpropagation through time."""
    N, T, _, H = sizes
    dh = values(6, N, T, H)
    _, cache = rnn(*_arguments(*sizes))
    stride = data.draw(st.integers(1, T))
    got = truncated_rnn_backward(dh, cache, T, stride)
    for actual, wanted in zip(got, rnn_backward(dh, cache), strict=True):
        agrees(actual, wanted, 1e-10)


@pytest.mark.parametrize("window", [1, 2, 3, 5])
def test_a_loss_reaches_as_many_steps_as_the_window(window: int) -> None:
    """With stride 1 a loss at step 8 reaches steps 9 − k to 8, exactly as far as BPTT says."""
    _, cache = rnn(*_arguments(2, 10, 3, 4))
    dh = np.zeros((2, 10, 4))
    dh[:, 8] = values(6, 2, 4)
    dx, dh0, *_ = truncated_rnn_backward(dh, cache, window, 1)
    whole, *_ = rnn_backward(dh, cache)
    reached = slice(9 - window, 9)
    agrees(dx[:, reached], whole[:, reached], 1e-12)
    dx[:, reached] = 0
    assert (dx == 0).all()
    assert (dh0 == 0).all()


def test_without_a_stride_the_pieces_do_not_overlap() -> None:
    """The gradient of a piece is that of the piece alone, begun from the state handed on."""
    x, h0, *weights = _arguments(2, 6, 3, 4)
    dh = values(6, 2, 6, 4)
    h, cache = rnn(x, h0, *weights)
    _, first = rnn(x[:, :3], h0, *weights)
    _, second = rnn(x[:, 3:], h[:, 2], *weights)
    parts = [rnn_backward(dh[:, :3], first), rnn_backward(dh[:, 3:], second)]
    got = truncated_rnn_backward(dh, cache, 3)
    agrees(got[0], np.concatenate([parts[0][0], parts[1][0]], axis=1), 1e-12)
    agrees(got[1], parts[0][1], 1e-12)
    for place in (2, 3, 4):
        agrees(got[place], parts[0][place] + parts[1][place], 1e-12)


def test_it_is_linear_in_the_losses() -> None:
    """And leaves them as they were, in float32 as well."""
    arguments = [a.astype(np.float32) for a in _arguments(2, 7, 3, 4)]
    h, cache = rnn(*arguments)
    dh = np.ones_like(h)
    once = truncated_rnn_backward(dh, cache, 3, 2)
    twice = truncated_rnn_backward(2 * dh, cache, 3, 2)
    for one, two in zip(once, twice, strict=True):
        assert one.dtype == np.float32
        agrees(two, 2 * one, 1e-5)
    assert (dh == 1).all()


def test_a_stride_longer_than_the_window_is_refused() -> None:
    """Its first losses would be sent nowhere; nor does a gradient of another shape fit."""
    h, cache = rnn(*_arguments(2, 6, 3, 4))
    for window, stride in ((2, 3), (0, None), (2, 0)):
        with pytest.raises(ShapeError, match=r"stride must lie from 1 to window; given: .* Losses"):
            truncated_rnn_backward(h, cache, window, stride)
    with pytest.raises(ShapeError, match="shape of h"):
        truncated_rnn_backward(h[:, 1:], cache, 2)
