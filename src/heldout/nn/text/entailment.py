"""Zero-shot text classification by entailment: does the text imply "This text is about {label}."?

    P(entails | premise, hypothesis) = σ(w·φ + b)          ŷ(x) = argmax_c P(entails | x, prompt_c)

    φ = [ cos(p, h),  the largest cosine of a word of p with a word of h,
          the mean over the words of h of their largest cosine with a word of p,
          the share of h's words that p has ]

Letters: N pairs, C classes; p and h are the words of premise and hypothesis, without those that are
`shared` by all prompts. The scorer is trained on labelled pairs of other topics; what carries over
to a topic it never saw is that φ measures how two texts relate, and holds nothing of either topic.

Two traps. Such a classifier is not free of labels: pairs were labelled, the classes were not. And
entailment is one way to classify without examples, not the only one (see zero_shot.py). What stands
here is small on purpose: it reads the company of words, and no negation, order or number.

Source: Yin, Hay and Roth, 2019 (classification as entailment); Dagan, Glickman and Magnini, 2006.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..shapes import Array, must
from .cosine import cosine_similarity
from .logistic import Logistic
from .tokens import words
from .word_vectors import WordVectors
from .zero_shot import prompts

__all__ = ["EntailmentScorer"]


class EntailmentScorer:
    """Scores pairs of texts by how they relate; fitted to pairs that do or do not entail."""

    def __init__(
        self,
        vectors: WordVectors,
        premises: Sequence[str],
        hypotheses: Sequence[str],
        entailed: Array,
        *,
        shared: Sequence[str] = ("this", "text", "is", "about"),
        penalty: float = 1e-3,
    ) -> None:
        self.vectors, self.shared = vectors, frozenset(shared)
        self.model = Logistic(self.relations(premises, hypotheses), entailed, penalty=penalty)

    def relations(self, premises: Sequence[str], hypotheses: Sequence[str]) -> Array:
        """φ of each pair: (N, 4), float64."""
        must(
            len(premises) == len(hypotheses),
            "there must be a hypothesis for each premise",
            f"{len(premises)} and {len(hypotheses)}",
            "Repeat what stands for several.",
        )
        return np.array([self._relation(p, h) for p, h in zip(premises, hypotheses, strict=True)])

    def entails(self, premises: Sequence[str], hypotheses: Sequence[str]) -> Array:
        """The probability that each premise entails its hypothesis: (N,)."""
        return self.model.probabilities(self.relations(premises, hypotheses))

    def scores(
        self,
        texts: Sequence[str],
        labels: Sequence[str],
        template: str = "This text is about {}.",
    ) -> Array:
        """The probability for each text and label: (N, C). The class is `.argmax(axis=1)`."""
        asked = prompts(labels, template)
        columns = [self.entails(texts, [prompt] * len(texts)) for prompt in asked]
        return np.stack(columns, axis=1)  # (N, C)

    def _relation(self, premise: str, hypothesis: str) -> list[float]:
        p = [word for word in words(premise) if word not in self.shared]
        h = [word for word in words(hypothesis) if word not in self.shared]
        overlap = sum(word in p for word in h) / max(len(h), 1)
        known_p = [self.vectors[word] for word in p if word in self.vectors.columns]
        known_h = [self.vectors[word] for word in h if word in self.vectors.columns]
        if not known_p or not known_h:
            return [0.0, 0.0, 0.0, overlap]
        a, b = np.stack(known_p), np.stack(known_h)  # (words, E)
        whole = float(cosine_similarity(a.mean(axis=0)[None], b.mean(axis=0)[None])[0, 0])
        best = cosine_similarity(b, a).max(axis=1)  # (words of h,)
        return [whole, float(best.max()), float(best.mean()), overlap]
