"""Word vectors by counting: words that keep the same company are alike.

    X_ij    = how often word j stands within `window` words of word i
    PPMI_ij = max(0, log( X_ij ΣX / (X_i· X_·j) ))
    PPMI ≈ U_E S_E V_Eᵀ          vector of word i: row i of U_E S_E^½

Letters: V words, E numbers a vector, N texts. No label is needed and nothing is downloaded: texts
alone. A sentence is the mean of its words' vectors.

Two traps. The logarithm of a pair that never met is −∞: what is below 0, and says only that the
texts are short, is cut off. And the sign of each singular vector is free: the library may return
either; here the entry of largest size is positive, so that the same texts give the same vectors.

Source: Church and Hanks, 1990 (PMI); Levy and Goldberg, 2014 (word2vec factorises shifted PMI);
Bullinaria and Levy, 2012 (the power of S).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..shapes import Array, Labels, must, sizes
from .tokens import count_words, vocabulary, words

__all__ = ["WordVectors", "co_occurrences", "positive_pmi"]


def co_occurrences(ids: Labels, ends: Labels, size: int, window: int) -> Array:
    """X (V, V), symmetric, float64.

    ids (n,): the words of all texts, one text after the other; ends (N,): where each text ends.
    Words of two texts are never company.
    """
    must(window >= 1, "window must be at least 1", window, "How far do words see?")
    text = np.searchsorted(ends, np.arange(len(ids)), side="right")  # (n,): which text
    X = np.zeros((size, size))
    for gap in range(1, min(window, len(ids) - 1) + 1):
        same = text[gap:] == text[:-gap]  # (n − gap,)
        np.add.at(X, (ids[gap:][same], ids[:-gap][same]), 1)
    return X + X.T


def positive_pmi(X: Array) -> Array:
    """max(0, log of X_ij over what chance would give) (V, V); 0 for a word without company."""
    rows, columns = sizes("X", X, "V V")
    must(rows == columns, "X must be square", X.shape, "Count pairs of words.")
    must(bool((X >= 0).all()), "X must hold counts", X.min(initial=0), "Counts are 0 or more.")
    by_chance = X.sum(axis=1, keepdims=True) * X.sum(axis=0, keepdims=True)  # (V, V)
    met = X > 0
    ratio = np.where(met, X * X.sum() / np.where(met, by_chance, 1), 1)  # (V, V)
    return np.maximum(np.log(ratio), 0).astype(X.dtype)


class WordVectors:
    """Vectors (V, E) of the words of the texts, learned from the texts alone."""

    def __init__(self, texts: Sequence[str], dimensions: int, *, window: int = 4) -> None:
        documents = [words(text) for text in texts]
        self.columns = vocabulary(documents)
        V = len(self.columns)
        must(1 <= dimensions <= V, f"dimensions: 1 to {V}, the words", dimensions, "Fewer.")
        flat = [self.columns[word] for document in documents for word in document]
        ids = np.array(flat, dtype=np.intp)  # (n,)
        ends = np.cumsum([len(document) for document in documents])
        ppmi = positive_pmi(co_occurrences(ids, ends, V, window))  # (V, V)
        U, S, _ = np.linalg.svd(ppmi)
        largest = np.abs(U).argmax(axis=0)  # (V,)
        U = U * np.sign(U[largest, np.arange(V)])
        self.vectors = U[:, :dimensions] * np.sqrt(S[:dimensions])  # (V, E)

    def __getitem__(self, word: str) -> Array:
        """The vector (E,) of a known word; KeyError for another. A view: do not write into it."""
        return self.vectors[self.columns[word]]

    def sentences(self, texts: Sequence[str]) -> Array:
        """The mean vector of the known words of each text: (N, E), zeros if there are none."""
        counts = count_words([words(text) for text in texts], self.columns)  # (N, V)
        return counts @ self.vectors / np.maximum(counts.sum(axis=1, keepdims=True), 1)
