"""Choosing the next word from scores: temperature, top-k, top-p, and beam search.

    p_i ∝ exp(z_i / τ)                        τ < 1 sharpens, τ > 1 flattens
    top-k:   the k largest                    top-p:   as many of the largest as it takes to reach p
    beam:    score(w₁…w_T) = Σ_t log P(w_t | w_<t) / T^α

Letters: V words, T of them chosen, τ the temperature, B hypotheses kept in a beam.

Two traps. A word belongs to the nucleus if the probability **before** it is below p; asked of the
sum with it, the likeliest word itself is lost where it alone exceeds p. And a beam compares sums of
logarithms, never products, which underflow, and never the last logarithm alone; α > 0 makes up for
the fact that each further word can only lower the sum.

Source: Holtzman and others, 2020 (top-p); Fan and others, 2018 (top-k); Wu and others, 2016 (α).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from ..shapes import Array, floating, must

__all__ = ["Hypothesis", "beam_search", "top_k_top_p"]


class Hypothesis(NamedTuple):
    """Words, by index, and the sum of their log-probabilities."""

    tokens: tuple[int, ...]
    log_probability: float


def top_k_top_p(z: Array, k: int | None = None, p: float = 1.0, temperature: float = 1.0) -> Array:
    """Probabilities like the scores z (…, V), after temperature, top-k and top-p, in that order.

    Among equal scores the lowest index comes first. One word always stays.
    """
    z = floating("z", z)
    must(temperature > 0, "temperature must be above 0", temperature, "For 0 take the argmax.")
    must(0 < p <= 1, "p must lie above 0 and not above 1", p, "It is a probability.")
    must(k is None or k >= 1, "k must be at least 1", k, "None keeps all.")
    order = np.argsort(-z, axis=-1, kind="stable")[..., :k]  # (..., k), falling
    ranked = np.take_along_axis(z, order, axis=-1) / temperature  # (..., k)
    weights = np.exp(ranked - ranked[..., :1])  # the largest stands first
    probs = weights / weights.sum(axis=-1, keepdims=True)  # (..., k)
    before = np.cumsum(probs, axis=-1) - probs  # 0 for the first
    kept = np.where(before < p, probs, 0)
    out = np.zeros_like(z)
    np.put_along_axis(out, order, kept / kept.sum(axis=-1, keepdims=True), axis=-1)
    return out


def beam_search(
    step: Callable[[tuple[int, ...]], Array],
    width: int,
    length: int,
    *,
    end: int,
    alpha: float = 0.0,
) -> Hypothesis:
    """The best of what a beam of that width finds, in at most `length` words.

    step(words so far) gives the log-probabilities (V,) of the next word. A hypothesis that takes
    `end` is finished; it takes a place of the beam for the last time.
    """
    must(width >= 1 and length >= 1, "width and length must be at least 1", (width, length), "")
    live, finished = [Hypothesis((), 0.0)], []
    for _ in range(length):
        grown = [
            Hypothesis((*tokens, word), total + float(more))
            for tokens, total in live
            for word, more in enumerate(step(tokens))
            if more > -np.inf
        ]
        kept = sorted(grown, key=lambda h: (-h.log_probability, h.tokens))[:width]
        finished += [h for h in kept if h.tokens[-1] == end]
        live = [h for h in kept if h.tokens[-1] != end]
        if not live:
            break
    return min(
        finished + live, key=lambda h: (-h.log_probability / len(h.tokens) ** alpha, h.tokens)
    )
