"""Class imbalance: when one class is rare, the mean loss hardly hears of it.

    weight_c = N / (C · N_c)          every class then weighs N/C in all
    L = Σ_n w_{t_n} ℓ_n / Σ_n w_{t_n}          dL/dz_n = w_{t_n} (softmax(z_n) − onehot(t_n)) / Σ w

Letters: N samples, C classes, N_c samples of class c. Weights change the loss; oversampling repeats
rows of the rare classes until all are as many as the largest; undersampling leaves rows of the
others out. All three move the boundary towards the frequent class: recall of the rare one rises,
precision falls, and probabilities no longer match the real frequencies.

Three traps. Oversampling before the split puts copies of a row on both sides: split first, resample
the training part only. The weighted mean divides by the sum of the weights, not by N, or the size
of the step hangs on which classes a batch holds. And accuracy does not show any of it: 99.999 %
with recall 0 is easy when one in 100,000 is ill.

Source: King and Zeng, 2001, section 3.2.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, Labels, floating, labels, must, sizes

__all__ = ["class_weights", "oversample", "undersample", "weighted_cross_entropy"]


def class_weights(target: Labels, classes: int) -> Array:
    """N / (C · N_c) for each class: (C,), float64. A class without samples is a ShapeError."""
    return len(target) / (classes * _counts(target, classes))


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


def weighted_cross_entropy(logits: Array, target: Labels, weights: Array) -> tuple[float, Array]:
    """The weighted mean loss of logits (N, C), and its gradient by them. weights: (C,)."""
    logits = floating("logits", logits)
    N, C = sizes("logits", logits, "N C")
    target = labels("target", target, C)
    must(target.shape == (N,), f"target must have shape ({N},)", f"{target.shape}", "One each.")
    weights = np.asarray(weights, dtype=np.float64)
    must(weights.shape == (C,), f"weights must have shape ({C},)", weights.shape, "One a class.")
    must(bool((weights >= 0).all()), "weights must be 0 or more", weights, "See class_weights.")
    share = weights[target]  # (N,)
    must(share.sum() > 0, "some sample must have weight", 0, "Not all of them may weigh 0.")
    share = share / share.sum()
    z = logits.astype(np.float64) - logits.max(axis=1, keepdims=True)  # (N, C), so that exp holds
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))  # (N, C)
    rows = np.arange(N)
    loss = -float(share @ log_p[rows, target])
    dlogits = np.exp(log_p)  # (N, C)
    dlogits[rows, target] -= 1
    return loss, (share[:, None] * dlogits).astype(logits.dtype)


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
