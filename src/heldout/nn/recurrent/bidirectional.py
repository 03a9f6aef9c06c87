"""Bidirectional RNN: two networks on the same input, side by side, in opposite directions.

    →h_t reads x_1 … x_t          ←h_t reads x_n … x_t          y_t = [→h_t, ←h_t]

Letters: N samples, T steps, H hidden units in each direction; n ≤ T is the length of a sequence in
a padded batch. The two have their own weights and do not see each other: they are not stacked (a
second layer on the first would be a deep RNN). It needs the future, so it cannot run while the
sequence is still coming in.

The trap is the padding. A backward network that starts at the end of the array reads the padding
first and meets the sentence with a soiled state; here each sequence is turned round within its
length, and the padding stays at the end, where it is read last. Its outputs are zeros.

Source: Schuster and Paliwal, 1997.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..shapes import Array, Labels, labels, must, sizes
from .vanilla import rnn, rnn_backward

__all__ = ["bidirectional", "bidirectional_backward", "reverse_within"]

Cache = tuple[Any, Any, Labels]
Layer = Callable[..., Any]


def reverse_within(x: Array, lengths: Labels) -> Array:
    """x (N, T, …) with the first `lengths[n]` steps of each sample backwards; twice is x again."""
    T = x.shape[1]
    step = np.arange(T)
    turned = np.where(step < lengths[:, None], lengths[:, None] - 1 - step, step)  # (N, T)
    return x[np.arange(len(x))[:, None], turned]


def bidirectional(
    x: Array,
    forward: Sequence[Array],
    backward: Sequence[Array],
    lengths: Labels | None = None,
    layer: Layer = rnn,
) -> tuple[Array, Cache]:
    """Both states of every step (N, T, 2H), zeros in the padding, and what backward needs.

    x (N, T, D); `forward` and `backward` are what `layer` takes after x (first states, weights,
    biases); `layer` is rnn, lstm or gru; lengths (N,) are T unless given.
    """
    N, T, _ = sizes("x", x, "N T D")
    lengths = np.full(N, T) if lengths is None else labels("lengths", lengths, T + 1)
    must(lengths.shape == (N,), f"lengths must have shape ({N},)", lengths.shape, "One each.")
    h, *_, cache = layer(x, *forward)
    h_back, *_, cache_back = layer(reverse_within(x, lengths), *backward)
    both = np.concatenate([h, reverse_within(h_back, lengths)], axis=-1)  # (N, T, 2H)
    both[_padding(lengths, T)] = 0
    return both, (cache, cache_back, lengths)


def bidirectional_backward(
    dy: Array, cache: Cache, layer_backward: Layer = rnn_backward
) -> tuple[Array, list[Array], list[Array]]:
    """The gradient by x, and the lists of those by `forward` and by `backward`, in their order."""
    cache_forward, cache_back, lengths = cache
    _, T, both = sizes("dy", dy, "N T 2H")
    dy = np.where(_padding(lengths, T)[..., None], 0, dy)
    dh, dh_back = dy[..., : both // 2], reverse_within(dy[..., both // 2 :], lengths)
    dx, *dforward = layer_backward(dh, cache_forward)
    dx_back, *dbackward = layer_backward(dh_back, cache_back)
    return dx + reverse_within(dx_back, lengths), dforward, dbackward


def _padding(lengths: Labels, T: int) -> Any:
    """True (N, T) at the steps after the end of a sequence."""
    return np.arange(T) >= lengths[:, None]
