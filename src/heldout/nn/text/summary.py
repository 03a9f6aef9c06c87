"""An extractive summary: the sentences whose words weigh most, in the order of the text.

    weight(w) = tf(w, text) · idf(w)          score(s) = Σ_{w in s} weight(w)   [ / words of s ]

tf counts in the whole text: what it keeps coming back to. idf comes from other texts: what is
common everywhere says nothing of this one. Without other texts the sentences stand in for them.

The trap is the sum: a long sentence has more words and wins by length. `per_word` divides by their
number, and then favours short ones; say which was used. What is measured below is words, not truth:
an extract may tear a "however" from what it answers.

Source: Luhn, 1958 (significant words); Edmundson, 1969.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from ..shapes import Array, must
from .tf_idf import inverse_document_frequency, term_frequency
from .tokens import count_words, sentences, vocabulary, words

__all__ = ["sentence_scores", "summarize"]


def sentence_scores(
    text: str,
    background: Sequence[str] | None = None,
    *,
    base: float = math.e,
    per_word: bool = False,
) -> Array:
    """The score of each sentence of the text: (N,), float64. `background`: other texts."""
    rows = [words(sentence) for sentence in sentences(text)]
    columns = vocabulary(rows)
    counts = count_words(rows, columns)  # (N, V)
    others = rows if background is None else [words(other) for other in background]
    containing = (count_words(others, columns) > 0).sum(axis=0)  # (V,)
    idf = inverse_document_frequency(len(others), containing, base=base, smooth=True)  # (V,)
    weight = term_frequency(counts.sum(axis=0), counts.sum()) * idf  # (V,)
    scores = counts @ weight  # (N,)
    return scores / np.maximum(counts.sum(axis=1), 1) if per_word else scores


def summarize(
    text: str,
    count: int,
    background: Sequence[str] | None = None,
    *,
    base: float = math.e,
    per_word: bool = False,
) -> list[str]:
    """The `count` best sentences in the order of the text; all of them if there are fewer.

    Of equal scores the earlier sentence is taken.
    """
    must(count >= 0, "count must be 0 or more", count, "How many sentences shall stay?")
    scores = sentence_scores(text, background, base=base, per_word=per_word)
    best = np.sort(np.argsort(-scores, kind="stable")[:count])
    told = sentences(text)
    return [told[n] for n in best]
