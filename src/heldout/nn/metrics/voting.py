"""Majority vote: several labellers, one label.

    error of the majority of R independent labellers, each wrong with probability e (two classes):
    Σ_{k > R/2} C(R, k) eᵏ (1 − e)^(R−k)          R = 3, e = 0.1:  3·0.01·0.9 + 0.001 = 0.028

Three radiologists who each err in 10 % err together in 2.8 %, if they err independently: what all
of them misread, no vote mends. All three must label every split; one each for training, validation
and test confounds the reader with the split. The trap is the tie, possible with an even number or
more than two classes: the smallest class is taken here, and `majority_share` tells how sure it is.
Source: Condorcet, 1785.
"""

from __future__ import annotations

import math

import numpy as np

from ..shapes import Array, Labels, labels, must

__all__ = ["majority_error", "majority_share", "majority_vote", "vote_counts"]


def vote_counts(votes: Labels, classes: int) -> Labels:
    """How many of the R labellers gave each class to each sample, (N, C), from votes (R, N)."""
    votes = labels("votes", votes, classes)
    must(
        votes.ndim == 2 and votes.size > 0,
        "votes must have shape (R, N)",
        votes.shape,
        "Stack them.",
    )
    N = votes.shape[1]
    cell = np.arange(N) * classes + votes  # (R, N)
    return np.bincount(cell.ravel(), minlength=N * classes).reshape(N, classes)


def majority_vote(votes: Labels, classes: int) -> Labels:
    """The class with most votes (N,); of several, the smallest."""
    return vote_counts(votes, classes).argmax(axis=1)


def majority_share(votes: Labels, classes: int) -> Array:
    """The share of the labellers that chose it (N,): 1 where all agree."""
    return vote_counts(votes, classes).max(axis=1) / len(votes)


def majority_error(error: float, labellers: int) -> float:
    """The error of the majority of an odd number of independent labellers, on two classes."""
    must(0 <= error <= 1, "error must lie from 0 to 1", error, "Divide per cent by 100.")
    must(
        labellers % 2 == 1,
        "labellers must be odd",
        labellers,
        "With an even number there are ties.",
    )
    wrong = range(labellers // 2 + 1, labellers + 1)
    return sum(math.comb(labellers, k) * error**k * (1 - error) ** (labellers - k) for k in wrong)
