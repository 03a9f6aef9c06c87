"""Two directions side by side, against PyTorch with packed sequences."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.recurrent import (
    bidirectional,
    bidirectional_backward,
    gru,
    gru_backward,
    lstm,
    lstm_backward,
    reverse_within,
    rnn,
    rnn_backward,
)
from heldout.nn.shapes import Array, ShapeError

from ..oracle import agrees, distinct, slope, values

few = settings(max_examples=25, deadline=None)


def _direction(seed: int, N: int, D: int, H: int, blocks: int) -> list[Array]:
    """First states and weights of rnn (1 block), gru (3) or lstm (4), as they are taken after x."""
    columns = blocks * H
    shapes = [(N, H)] * (2 if blocks == 4 else 1) + [(D, columns), (H, columns), (columns,)]
    shapes += [(columns,)] * (blocks == 3)
    return [values(10 * seed + i, *shape, scale=0.6) for i, shape in enumerate(shapes)]


@pytest.mark.torch
@few
@given(distinct(4, most=6), st.data())
def test_values_and_gradients_are_pytorchs(sizes: tuple[int, ...], data: st.DataObject) -> None:
    """An LSTM each way over sequences of different lengths: outputs and gradients."""
    import torch

    N, T, D, H = sizes
    lengths = np.array(data.draw(st.lists(st.integers(1, T), min_size=N, max_size=N)))
    x, dy = values(1, N, T, D), values(2, N, T, 2 * H)
    ways = [_direction(3, N, D, H, 4), _direction(4, N, D, H, 4)]
    moving = torch.tensor(x, requires_grad=True)
    leaves = [[torch.tensor(a, requires_grad=True) for a in way] for way in ways]
    layer = torch.nn.LSTM(D, H, batch_first=True, bidirectional=True).double()
    weights = {}
    for (_, _, w, u, b), name in zip(leaves, ("", "_reverse"), strict=True):
        weights[f"weight_ih_l0{name}"], weights[f"weight_hh_l0{name}"] = w.T, u.T
        weights[f"bias_ih_l0{name}"] = b
        weights[f"bias_hh_l0{name}"] = torch.zeros(4 * H, dtype=torch.float64)
    first = tuple(torch.stack([way[place] for way in leaves]) for place in (0, 1))
    packed = torch.nn.utils.rnn.pack_padded_sequence(
        moving, torch.tensor(lengths), batch_first=True, enforce_sorted=False
    )
    out, _ = torch.func.functional_call(layer, weights, (packed, first))
    out, _ = torch.nn.utils.rnn.pad_packed_sequence(out, batch_first=True, total_length=T)
    (out * torch.tensor(dy)).sum().backward()

    y, cache = bidirectional(x, *ways, lengths, lstm)
    agrees(y, out.detach())
    dx, *dways = bidirectional_backward(dy, cache, lstm_backward)
    agrees(dx, moving.grad)
    for dway, way in zip(dways, leaves, strict=True):
        for actual, wanted in zip(dway, way, strict=True):
            agrees(actual, wanted.grad)


@pytest.mark.parametrize(
    ("layer", "layer_backward", "blocks"), [(rnn, rnn_backward, 1), (gru, gru_backward, 3)]
)
def test_gradients_are_finite_differences(
    layer: object, layer_backward: object, blocks: int
) -> None:
    """By x and by the weights of both directions, with padding."""
    N, T, D, H = 3, 4, 2, 5
    x, dy, lengths = values(1, N, T, D), values(2, N, T, 2 * H), np.array([4, 1, 2])
    ways = [_direction(3, N, D, H, blocks), _direction(4, N, D, H, blocks)]
    _, cache = bidirectional(x, *ways, lengths, layer)
    dx, *dways = bidirectional_backward(dy, cache, layer_backward)
    agrees(dx, slope(lambda x: bidirectional(x, *ways, lengths, layer)[0], x, dy), 1e-6)
    for which in (0, 1):
        for place, actual in enumerate(dways[which]):

            def f(moved: Array, which: int = which, place: int = place) -> Array:
                changed = [list(way) for way in ways]
                changed[which][place] = moved
                return bidirectional(x, *changed, lengths, layer)[0]

            agrees(actual, slope(f, ways[which][place], dy), 1e-6)


@few
@given(distinct(3), st.data())
def test_turning_round_twice_is_nothing(sizes: tuple[int, ...], data: st.DataObject) -> None:
    """Within the lengths each sequence is backwards, and the padding stays where it is."""
    N, T, D = sizes
    lengths = np.array(data.draw(st.lists(st.integers(0, T), min_size=N, max_size=N)))
    x = values(1, N, T, D)
    turned = reverse_within(x, lengths)
    agrees(reverse_within(turned, lengths), x, 0)
    for sample, length in enumerate(lengths):
        agrees(turned[sample, :length], x[sample, :length][::-1], 0)
        agrees(turned[sample, length:], x[sample, length:], 0)


def test_padding_is_neither_read_nor_answered() -> None:
    """What stands after the end changes nothing; its outputs and its gradient are zeros."""
    N, T, D, H = 3, 6, 2, 4
    x, lengths = values(1, N, T, D), np.array([6, 1, 3])
    ways = [_direction(3, N, D, H, 1), _direction(4, N, D, H, 1)]
    y, cache = bidirectional(x, *ways, lengths)
    padding = np.arange(T) >= lengths[:, None]
    dirty = np.where(padding[..., None], 1000.0, x)
    agrees(bidirectional(dirty, *ways, lengths)[0], y, 0)
    assert (y[padding] == 0).all()
    dx, *_ = bidirectional_backward(np.ones_like(y), cache)
    assert (dx[padding] == 0).all()
    for sample, length in enumerate(lengths):
        own = [[a[sample : sample + 1] if i == 0 else a for i, a in enumerate(w)] for w in ways]
        alone, _ = bidirectional(x[sample : sample + 1, :length], *own)
        agrees(alone[0], y[sample, :length], 1e-12)


def test_each_half_sees_its_own_side() -> None:
    """A changed input changes the forward half from there on, and the backward half up to there."""
    N, T, D, H = 2, 5, 3, 4
    x = values(1, N, T, D)
    ways = [_direction(3, N, D, H, 1), _direction(4, N, D, H, 1)]
    changed = x.copy()
    changed[:, 2] += 1
    moved = np.abs(bidirectional(changed, *ways)[0] - bidirectional(x, *ways)[0]).max(axis=(0, 2))
    halves = bidirectional(changed, *ways)[0] - bidirectional(x, *ways)[0]
    assert (moved > 0).all()
    assert (halves[:, :2, :H] == 0).all()
    assert (halves[:, 3:, H:] == 0).all()


def test_mirrored_input_and_swapped_weights_mirror_the_output() -> None:
    """The two directions have the same standing; the type is kept."""
    x = values(1, 2, 5, 3).astype(np.float32)
    ways = [[a.astype(np.float32) for a in _direction(seed, 2, 3, 4, 1)] for seed in (3, 4)]
    y, cache = bidirectional(x, *ways)
    mirrored, _ = bidirectional(x[:, ::-1], ways[1], ways[0])
    agrees(np.roll(mirrored[:, ::-1], 4, axis=-1), y, 1e-6)
    assert y.dtype == bidirectional_backward(y, cache)[0].dtype == np.float32


def test_lengths_that_do_not_fit_are_refused() -> None:
    """One for each sample, from 0 to T."""
    x, way = values(1, 2, 5, 3), _direction(3, 2, 3, 4, 1)
    with pytest.raises(ShapeError, match=r"lengths must have shape \(2,\); given: .* One each"):
        bidirectional(x, way, way, np.array([1, 2, 3]))
    with pytest.raises(ShapeError, match="lengths must lie from 0 to 5"):
        bidirectional(x, way, way, np.array([6, 1]))
