"""Accuracy: the share that is right, and what it hides.

    accuracy = correct / all        balanced accuracy = mean over the classes of their recall

Not correct / incorrect. When one request in 100,000 is an attack, calling every request normal has
accuracy 0.99999 and finds no attack: balanced accuracy is 0.5 then. Top-k accuracy counts a sample
when its class is among the k highest scores. The trap there is ties: a model that gives every class
the same score is right always if ties count for it, and its order of columns if they are sorted.
Here ties are broken by chance, in expectation, so that such a model has k/C.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, Labels, floating, labels, must, sizes

__all__ = ["accuracy", "balanced_accuracy", "top_k_accuracy"]


def accuracy(predicted: Labels, target: Labels) -> float:
    """The share of entries in which both are the same, from 0 to 1."""
    predicted, target = _same(predicted, target)
    return float((predicted == target).mean())


def balanced_accuracy(predicted: Labels, target: Labels) -> float:
    """The mean of the recalls of the classes that occur in the target."""
    predicted, target = _same(predicted, target)
    hit = predicted == target
    return float(np.mean([hit[target == one].mean() for one in np.unique(target)]))


def top_k_accuracy(scores: Array, target: Labels, k: int) -> float:
    """The share of samples whose class is among the k highest of their scores (N, C)."""
    scores = floating("scores", scores)
    N, C = sizes("scores", scores, "N C")
    target = labels("target", target, C)
    must(target.shape == (N,), f"target must have shape ({N},)", target.shape, "One each.")
    must(N > 0, "there must be a sample", f"shape {scores.shape}", "Leave an empty batch out.")
    must(1 <= k <= C, f"k must be from 1 to the {C} classes", k, "k = 1 is accuracy.")
    own = scores[np.arange(N), target][:, None]  # (N, 1)
    above = (scores > own).sum(axis=1)  # (N,)
    tied = (scores == own).sum(axis=1)  # (N,), itself among them
    return float(np.clip((k - above) / tied, 0, 1).mean())


def _same(predicted: Labels, target: Labels) -> tuple[Labels, Labels]:
    predicted, target = np.asarray(predicted), np.asarray(target)
    must(
        not np.issubdtype(predicted.dtype, np.floating),
        "predicted must hold classes",
        f"dtype {predicted.dtype}",
        "Probabilities become classes with p > threshold, scores with .argmax(axis=-1).",
    )
    must(
        predicted.shape == target.shape and target.size > 0,
        "predicted and target must have the same shape, with an entry or more",
        f"{predicted.shape} and {target.shape}",
        "(N, 1) == (N,) would compare each with all: flatten both.",
    )
    return predicted, target
