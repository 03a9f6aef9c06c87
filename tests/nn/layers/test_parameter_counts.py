"""Counts against the layers of PyTorch."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from heldout.nn.layers import (
    attention_parameters,
    batch_norm_parameters,
    conv2d_parameters,
    count_parameters,
    dense_parameters,
    embedding_parameters,
    gru_parameters,
    lstm_parameters,
    rnn_parameters,
)
from heldout.nn.shapes import ShapeError

from ..oracle import distinct


def numbers(layer: Any) -> int:
    """What PyTorch's layer learns."""
    return sum(parameter.numel() for parameter in layer.parameters())


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(4))
def test_they_are_pytorchs(sizes: tuple[int, ...]) -> None:
    """With and without bias; recurrent layers with the second bias that PyTorch has."""
    from torch import nn

    a, b, c, d = sizes
    for bias in (True, False):
        assert dense_parameters(a, b, bias=bias) == numbers(nn.Linear(a, b, bias))
        conv = nn.Conv2d(a, b, (c, d), bias=bias)
        assert conv2d_parameters(a, b, (c, d), bias=bias) == numbers(conv)
        biases = 2 if bias else 0
        assert rnn_parameters(a, b, biases=biases) == numbers(nn.RNN(a, b, bias=bias))
        assert lstm_parameters(a, b, biases=biases) == numbers(nn.LSTM(a, b, bias=bias))
        assert gru_parameters(a, b, biases=biases) == numbers(nn.GRU(a, b, bias=bias))
        attention = nn.MultiheadAttention(2 * a, 2, bias=bias)
        assert attention_parameters(2 * a, bias=bias) == numbers(attention)
    assert batch_norm_parameters(a) == numbers(nn.BatchNorm2d(a)) == numbers(nn.LayerNorm(a))
    assert embedding_parameters(a, b) == numbers(nn.Embedding(a, b))


def test_the_worked_examples() -> None:
    """A net 200-512-512-10, and gates that share their form."""
    layers = [(200, 512), (512, 512), (512, 10)]
    assert sum(dense_parameters(*layer) for layer in layers) == 370_698
    assert lstm_parameters(10, 20) == 4 * rnn_parameters(10, 20) == 4 * (200 + 400 + 20)
    assert gru_parameters(10, 20) == 3 * rnn_parameters(10, 20)


def test_arrays_are_counted_once() -> None:
    """A tied weight has two names and is one array."""
    tied = np.zeros((3, 4))
    assert count_parameters({"in": tied, "out": tied, "bias": np.zeros(4)}) == 16
    assert count_parameters({"in": tied, "out": tied.copy()}) == 24
    assert count_parameters({}) == 0


def test_what_cannot_be_is_told() -> None:
    """No inputs, three biases."""
    with pytest.raises(ShapeError, match=r"at least 1; given: \(0, 3\)"):
        dense_parameters(0, 3)
    with pytest.raises(ShapeError, match=r"biases must be 0, 1 or 2; given: 3"):
        lstm_parameters(2, 3, biases=3)
