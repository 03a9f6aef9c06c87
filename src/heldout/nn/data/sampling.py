"""Drawing rows with and without putting them back.

    without:  a permutation; after N draws every row came once
    with:     P(a row is missed in n draws) = (1 − 1/N)ⁿ  →  1/e ≈ 36.8 % for n = N

Letters: N rows, n draws. An epoch without replacement sees everything and its mean gradient is the
full one; with replacement it repeats a quarter and misses a third. Bagging wants just that: the
rows that were missed ("out of bag") are a test set for free.

The trap is the shuffle by sorting with random comparisons, or by swapping each place with any place
(Nⁿ paths do not divide by N!): some orders come more often. Swapping place i with a place from i on
gives each order once. Source: Fisher and Yates, 1938; Durstenfeld, 1964.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Labels, must

__all__ = ["missed_share", "out_of_bag", "with_replacement", "without_replacement"]


def without_replacement(samples: int, count: int, rng: np.random.Generator) -> Labels:
    """`count` different row indices in random order, each order equally likely."""
    must(0 <= count <= samples, f"count: 0 to {samples}, the rows", count, "Or put them back.")
    order = np.arange(samples)
    others = rng.integers(np.arange(count), samples)  # (count,), each from its place on
    for place, other in enumerate(others.tolist()):
        order[place], order[other] = order[other], order[place]
    return order[:count]


def with_replacement(samples: int, count: int, rng: np.random.Generator) -> Labels:
    """`count` row indices, each drawn from all: a bootstrap sample when count = samples."""
    must(samples >= 1 and count >= 0, "samples and count are numbers", (samples, count), "Of rows.")
    return rng.integers(samples, size=count)


def out_of_bag(samples: int, drawn: Labels) -> Labels:
    """The row indices that were not drawn, in order."""
    return np.flatnonzero(np.bincount(drawn, minlength=samples) == 0)


def missed_share(samples: int, draws: int) -> float:
    """The expected share of rows that n draws with replacement miss: (1 − 1/N)ⁿ."""
    return float((1 - 1 / samples) ** draws)
