"""TF-IDF: a word counts for much in a document if it is frequent there and rare elsewhere.

    tf(w, d)  = n(w, d) / Σ_w n(w, d)
    idf(w)    = log_b(N / N_w)                              smooth:  log_b((1 + N) / (1 + N_w)) + 1
    weight    = tf · idf

Letters: N documents, N_w of them contain the word w, V words, b the base of the logarithm.

The trap is the base, which formulas rarely say: a word 3 times in 100, in 1,000 of 10,000,000
documents, weighs 0.03 · 4 = 0.12 with b = 10, and 0.03 · 9.2103 = 0.2763 with b = e. The base
scales all weights alike and changes no order. Without smoothing a word of every document weighs 0;
smoothed (scikit-learn's convention, with b = e, whole counts and rows of length 1) it still weighs
something.

Source: Spärck Jones, 1972 (idf); Salton and Buckley, 1988.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from ..shapes import Array, must
from .tokens import count_words, vocabulary, words

__all__ = ["TfIdf", "inverse_document_frequency", "term_frequency"]


def term_frequency(count: Array | int, total: Array | int) -> Array:
    """The share of a document's words; 0 in a document without words. float64."""
    count, total = np.asarray(count, dtype=np.float64), np.asarray(total)
    return count / np.maximum(total, 1)


def inverse_document_frequency(
    documents: int, containing: Array | int, *, base: float = math.e, smooth: bool = False
) -> Array:
    """log_base of how rare a word is, from how many documents contain it. float64."""
    n = np.asarray(containing, dtype=np.float64)
    must(base > 1, "base must be above 1", base, "10, 2 and e are usual.")
    must(
        bool(((n >= 0) & (n <= documents)).all()),
        f"containing must lie from 0 to {documents}, the documents",
        containing,
        "Count documents that contain the word, not its occurrences.",
    )
    if smooth:
        return np.log((1 + documents) / (1 + n)) / math.log(base) + 1
    must(bool((n > 0).all()), "some document must contain the word", 0, "Use smooth=True.")
    return np.log(documents / n) / math.log(base)


class TfIdf:
    """The words of N texts and their idf, learned once; then vectors of any texts.

    With `smooth`, `whole_counts` and `unit_length` all true the vectors are scikit-learn's.
    """

    def __init__(
        self,
        texts: Sequence[str],
        *,
        base: float = math.e,
        smooth: bool = False,
        whole_counts: bool = False,
        unit_length: bool = False,
    ) -> None:
        documents = [words(text) for text in texts]
        self.columns = vocabulary(documents)
        self.whole_counts, self.unit_length = whole_counts, unit_length
        containing = (count_words(documents, self.columns) > 0).sum(axis=0)  # (V,)
        self.idf = inverse_document_frequency(
            len(texts), containing, base=base, smooth=smooth
        )  # (V,)

    def vectors(self, texts: Sequence[str]) -> Array:
        """A row for each text: (N, V), float64. Unlearned words count in the length only."""
        documents = [words(text) for text in texts]
        tf: Array = count_words(documents, self.columns).astype(np.float64)  # (N, V)
        if not self.whole_counts:
            tf = term_frequency(tf, np.array([[len(document)] for document in documents]))
        weights = tf * self.idf  # (N, V)
        if self.unit_length:
            length = np.linalg.norm(weights, axis=1, keepdims=True)  # (N, 1)
            weights /= np.where(length > 0, length, 1)
        return weights
