"""Kappa: how far labellers agree beyond what chance would give.

    κ = (p_o − p_e) / (1 − p_e)
    Cohen, two labellers:   p_o the share of samples on which they agree,
                            p_e = Σ_c (share of c by one) (share of c by the other)
    Fleiss, R labellers:    p_o the mean over samples of the share of agreeing pairs,
                            Σ_c n_c (n_c − 1) / (R (R − 1)),   p_e = Σ_c (share of c by all)²

1 is agreement, 0 what chance gives, below 0 less than that. Two labellers who call 95 % healthy
agree on 90 % by chance: the raw share flatters. The trap is the other end: when everyone calls
everything the same, p_e is 1 and κ is 0/0, no number (nan here); and near it, κ is low though the
agreement is high. Sources: Cohen, 1960; Fleiss, 1971.
"""

from __future__ import annotations

import math

import numpy as np

from ..shapes import Labels, must
from .confusion import confusion_matrix
from .voting import vote_counts

__all__ = ["cohen_kappa", "fleiss_kappa"]


def cohen_kappa(one: Labels, other: Labels, classes: int) -> float:
    """κ of two labellers who labelled the same samples (N,)."""
    share = confusion_matrix(one, other, classes) / np.size(one)  # (C, C)
    observed = float(np.trace(share))
    return _kappa(observed, float(share.sum(axis=0) @ share.sum(axis=1)))


def fleiss_kappa(votes: Labels, classes: int) -> float:
    """κ of R labellers who labelled the same N samples; votes (R, N)."""
    counts = vote_counts(votes, classes)  # (N, C)
    R = len(votes)
    must(R >= 2, "there must be two labellers or more", R, "One agrees with nobody.")
    observed = float((counts * (counts - 1)).sum(axis=1).mean()) / (R * (R - 1))
    share = counts.mean(axis=0) / R  # (C,)
    return _kappa(observed, float(share @ share))


def _kappa(observed: float, expected: float) -> float:
    return (observed - expected) / (1 - expected) if expected < 1 else math.nan
