"""Wrong labels on purpose: what does a model learn that has learned them?

    flipped:     round(ρN) labels, each replaced by another class, all equally likely
    memorised:   the share of pure-chance labels that a model fits on its own training rows

Letters: N samples, C classes, ρ the share of wrong labels. Labels drawn by lot carry nothing to
generalise, so fitting them measures capacity alone: networks with more weights than samples reach
100 %, while their held-out accuracy stays at 1/C. The trap is the replacement: drawing from all C
classes gives the true one back every C-th time, and ρ is then not the share of wrong labels.
Source: Zhang and others, 2017 (random labels).
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, Labels, labels, must
from .cross_validation import Fit, Score

__all__ = ["flip_labels", "memorised"]


def flip_labels(target: Labels, share: float, classes: int, rng: np.random.Generator) -> Labels:
    """A copy of the labels (N,) with exactly round(share × N) of them wrong."""
    target = labels("target", target, classes)
    must(target.ndim == 1, "target must have shape (N,)", f"shape {target.shape}", "One each.")
    must(0 <= share <= 1, "share must lie from 0 to 1", share, "0.1 makes a tenth wrong.")
    must(classes >= 2, "classes must be two or more", classes, "One class has no wrong label.")
    chosen = rng.permutation(len(target))[: round(share * len(target))]
    noisy = target.copy()
    noisy[chosen] = (noisy[chosen] + rng.integers(1, classes, size=len(chosen))) % classes
    return noisy


def memorised(fit: Fit, score: Score, x: Array, classes: int, rng: np.random.Generator) -> float:
    """The score on its training rows of a model fitted to x with labels drawn by lot."""
    drawn = rng.integers(classes, size=len(x))
    return score(fit(x, drawn), x, drawn)
