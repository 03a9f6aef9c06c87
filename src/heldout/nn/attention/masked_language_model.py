"""Masked words, then another head: how BERT is trained twice.

    first    some words are hidden; the encoder tells them from both sides: logits (N, T, V)
    then     the head is dropped, a new one put on the same body: label logits (N, C)

Letters: N samples, T steps, V words, E embedding, C labels. Of the words chosen (15 %), 80 % become
`<mask>`, 10 % another word by chance, 10 % stay; the loss is taken at the chosen places only. The
trap of hiding them all is that `<mask>` never occurs afterwards, and the body would never have
learned to look at a word it can see.

The new head reads the mean of the words' vectors (BERT reads the first, `<cls>`, which masked words
alone hardly train). Transfer is keeping the body, frozen or not; training all of it on, with a
small learning rate, is fine-tuning: one way of transfer, not another word for it.

Source: Devlin et al., 2019, sections 3.1 and 3.2.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..initializers.glorot import glorot
from ..layers.dense import dense, dense_backward
from ..recurrent.adaptors import many_to_many, many_to_many_backward
from ..shapes import Array, Labels, Parameters, labels, must
from .encoder import TransformerEncoder

__all__ = ["MaskedLanguageModel", "SentenceClassifier", "hide_words"]


def hide_words(
    words: Labels, mask_word: int, count: int, rng: np.random.Generator, share: float = 0.15
) -> tuple[Labels, NDArray[np.bool_]]:
    """A copy of words (N, T) with some hidden, and where (N, T) the loss is to be taken.

    `count` is the number of ordinary words, 0 to count − 1, from which chance words are drawn.
    """
    words = labels("words", words, max(mask_word, count) + 1)
    must(0 <= share <= 1, "share must be a probability", share, "BERT hides 0.15.")
    chosen = rng.random(words.shape) < share
    how = rng.random(words.shape)
    hidden = words.copy()
    hidden[chosen & (how < 0.8)] = mask_word
    by_chance = chosen & (how >= 0.8) & (how < 0.9)
    hidden[by_chance] = rng.integers(0, count, by_chance.sum())
    return hidden, chosen


class MaskedLanguageModel:
    """An encoder with a head (E, V) that says a word at each place."""

    def __init__(self, encoder: TransformerEncoder, rng: np.random.Generator) -> None:
        self.encoder = encoder
        V, E = encoder.parameters["words"].shape
        self.head: Parameters = {"head.weight": glorot(rng, (E, V)), "head.bias": np.zeros(V)}

    @property
    def parameters(self) -> Parameters:
        """The encoder's and the head's: the arrays themselves."""
        return self.encoder.parameters | self.head

    def forward(self, words: Labels) -> tuple[Array, Any]:
        """Logits (N, T, V) of the word at each place, and what backward needs."""
        h, body = self.encoder.forward(words)
        logits, head = many_to_many(h, self.head["head.weight"], self.head["head.bias"])
        return logits, (body, head)

    def backward(self, dlogits: Array, cache: Any) -> Parameters:
        """Gradients under the names of the parameters, for dlogits (N, T, V)."""
        body, head = cache
        dh, dweight, dbias = many_to_many_backward(dlogits, head)
        own = {"head.weight": dweight, "head.bias": dbias}
        return self.encoder.backward(dh, body) | own

    def swap_head(self, classes: int, rng: np.random.Generator) -> SentenceClassifier:
        """The same encoder (not a copy) under a new head for that many labels."""
        return SentenceClassifier(self.encoder, classes, rng)


class SentenceClassifier:
    """An encoder with a head (E, C) that reads the mean of its vectors."""

    def __init__(self, encoder: TransformerEncoder, classes: int, rng: np.random.Generator) -> None:
        self.encoder = encoder
        E = encoder.parameters["words"].shape[1]
        self.head: Parameters = {
            "head.weight": glorot(rng, (E, classes)),
            "head.bias": np.zeros(classes),
        }

    @property
    def parameters(self) -> Parameters:
        """The encoder's and the head's; give an optimizer `head` alone to freeze the body."""
        return self.encoder.parameters | self.head

    def forward(self, words: Labels) -> tuple[Array, Any]:
        """Label logits (N, C) of sentences (N, T), and what backward needs."""
        h, body = self.encoder.forward(words)
        logits, head = dense(h.mean(axis=1), self.head["head.weight"], self.head["head.bias"])
        return logits, (body, head, h.shape)

    def backward(self, dlogits: Array, cache: Any) -> Parameters:
        """Gradients under the names of the parameters, for dlogits (N, C)."""
        body, head, shape = cache
        dmean, dweight, dbias = dense_backward(dlogits, head)
        dh = np.broadcast_to(dmean[:, None] / shape[1], shape)  # each word has its share
        own = {"head.weight": dweight, "head.bias": dbias}
        return self.encoder.backward(dh, body) | own
