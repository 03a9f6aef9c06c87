"""Rows looked up by their words, and gradients added where words are repeated."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from heldout.nn.recurrent import embedding, embedding_backward
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, slope, values

few = settings(max_examples=25, deadline=None)


@pytest.mark.torch
@few
@given(distinct(4))
def test_values_and_gradients_are_pytorchs(sizes: tuple[int, ...]) -> None:
    """With words that occur several times, and words that do not."""
    import torch

    N, T, V, E = sizes
    weight, dy = values(1, V, E), values(2, N, T, E)
    words = np.random.default_rng(3).integers(0, V, (N, T))
    table = torch.tensor(weight, requires_grad=True)
    out = torch.nn.functional.embedding(torch.tensor(words), table)
    out.backward(torch.tensor(dy))
    y, cache = embedding(words, weight)
    agrees(y, out.detach(), 0)
    agrees(embedding_backward(dy, cache), table.grad)
    agrees(embedding_backward(dy, cache), slope(lambda w: embedding(words, w)[0], weight, dy), 1e-6)


@few
@given(distinct(3))
def test_it_is_the_product_with_one_hot_rows(sizes: tuple[int, ...]) -> None:
    """Forward, and the product with their transpose on the way back."""
    N, V, E = sizes
    weight, dy = values(1, V, E), values(2, N, E)
    words = np.random.default_rng(3).integers(0, V, N)
    one_hot = np.eye(V)[words]
    y, cache = embedding(words, weight)
    agrees(y, one_hot @ weight, 1e-12)
    agrees(embedding_backward(dy, cache), one_hot.T @ dy, 1e-12)


def test_a_repeated_word_gets_every_gradient() -> None:
    """5,000 ones are 5,000, also in float16, which alone stops counting at 2,048."""
    for dtype in (np.float16, np.float32, np.float64):
        y, cache = embedding(np.zeros(5000, dtype=int), np.ones((2, 3), dtype))
        assert y.dtype == dtype
        dweight = embedding_backward(np.ones_like(y), cache)
        assert dweight.dtype == dtype
        agrees(dweight, [[5000.0] * 3, [0.0] * 3], 1e-3)


def test_the_table_is_not_touched() -> None:
    """What comes back are copies of its rows."""
    weight = np.ones((2, 3))
    y, _ = embedding(np.array([1, 1]), weight)
    y += 1
    assert (weight == 1).all()


def test_words_outside_the_table_are_refused() -> None:
    """Negative ones too, which NumPy would count from the end; and gradients of other shapes."""
    weight = np.ones((2, 3))
    for words in ([0, 2], [-1, 0]):
        with pytest.raises(
            ShapeError, match=r"words must lie from 0 to 1; given: .* Count classes"
        ):
            embedding(np.array(words), weight)
    with pytest.raises(ShapeError, match="integer"):
        embedding(np.array([0.0]), weight)
    with pytest.raises(ShapeError, match="a row for each word"):
        embedding_backward(np.ones((2, 3)), embedding(np.array([0]), weight)[1])
