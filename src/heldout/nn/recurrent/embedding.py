"""Embedding: each word has a row of numbers, looked up and learned.

    y[n, t] = W[w[n, t]]          dL/dW[v] = Σ over the places with w = v of dL/dy

Letters: N samples, T steps, V words, E numbers for each; W (V, E). It is the product of one-hot
rows with W, without the zeros. The trap is on the way back: `dweight[words] += dy` writes each row
once where a word is repeated, and loses the rest; np.add.at adds every place. Rows of words that
did not occur get 0 (and still move under momentum or Adam).

Source: Bengio, Ducharme, Vincent and Jauvin, 2003.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, Labels, floating, labels, must, sizes

__all__ = ["embedding", "embedding_backward"]

Cache = tuple[Labels, int]


def embedding(words: Labels, weight: Array) -> tuple[Array, Cache]:
    """The rows (..., E) of weight (V, E) for words of any shape, and what backward needs."""
    weight = floating("weight", weight)
    V, _ = sizes("weight", weight, "V E")
    words = labels("words", words, V)
    return weight[words], (words, V)  # (..., E)


def embedding_backward(dy: Array, cache: Cache) -> Array:
    """The gradient by weight (V, E) for dy (..., E); words have none."""
    words, V = cache
    must(dy.shape[:-1] == words.shape, "dy must have a row for each word", dy.shape, "(..., E).")
    E = dy.shape[-1]
    wide = np.promote_types(dy.dtype, np.float32)
    dweight = np.zeros((V, E), wide)
    np.add.at(dweight, words.ravel(), dy.reshape(-1, E).astype(wide, copy=False))
    return dweight.astype(dy.dtype, copy=False)
