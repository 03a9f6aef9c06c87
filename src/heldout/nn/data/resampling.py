"""Resampling against class imbalance: rare rows come again, or frequent ones stay out.

    over:   every class as often as the largest, its rows in whole rounds
    under:  every class as often as the rarest, no row twice

The mean loss hardly hears of a rare class. Resampling the training rows moves the boundary towards
the frequent class: recall of the rare one rises, precision falls, and probabilities no longer match
the real frequencies. Weights in the loss do the same without touching the rows
(`losses.weighted_cross_entropy`).

Two traps. Oversampling before the split puts copies of a row on both sides: split first, resample
the training part only. And accuracy does not show any of it: 99.999 % with recall 0 is easy when
one in 100,000 is ill.

Source: King and Zeng, 2001, section 3.2.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Labels, labels, must

__all__ = ["oversample", "undersample"]


def oversample(target: Labels, classes: int, rng: np.random.Generator) -> Labels:
    """Row indices in random order: every row, and rows of rarer classes again, all equally many.

    A class's rows come again in whole rounds and then some of them once more, so that the numbers
    of copies differ by one at most.
    """
    most = int(_counts(target, classes).max())
    drawn = []
    for one in range(classes):
        rows = rng.permutation(np.flatnonzero(np.asarray(target) == one))
        drawn.append(np.resize(rows, most))  # repeats them in order
    return rng.permutation(np.concatenate(drawn))


def undersample(target: Labels, classes: int, rng: np.random.Generator) -> Labels:
    """Row indices in random order: of each class as many as the rarest has, none twice."""
    least = int(_counts(target, classes).min())
    kept = [
        rng.permutation(np.flatnonzero(np.asarray(target) == one))[:least] for one in range(classes)
    ]
    return rng.permutation(np.concatenate(kept))


def _counts(target: Labels, classes: int) -> Labels:
    target = labels("target", target, classes)
    must(target.ndim == 1, "target must have shape (N,)", f"shape {target.shape}", "One a row.")
    counts = np.bincount(target, minlength=classes)  # (C,)
    must(
        bool((counts > 0).all()),
        "every class must have a sample",
        f"counts {counts.tolist()}",
        "A class without samples cannot be balanced: gather some, or leave it out.",
    )
    return counts
