"""Ensembles: several models, one answer.

    mean of probabilities:   p̄ = Σ_i w_i p_i,  Σ_i w_i = 1
    ambiguity:               (f̄ − y)² = mean_i (f_i − y)² − mean_i (f_i − f̄)²

Letters: k models, N samples. The last line is an identity: the ensemble is as good as its *average*
member and better by how much the members disagree. It promises nothing against the best member: one
good model among bad ones is worse for the company. The trap is what is averaged: probabilities (or
embeddings, or weights along one run), never class indices, whose mean of 3 and 5 is a 4 that nobody
named; answers are counted instead, by `metrics.majority_vote`.
Source: Krogh and Vedelsby, 1995 (ambiguity).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from ..shapes import Array, floating, must, sizes

__all__ = ["ambiguity", "average_predictions"]


def average_predictions(predictions: Array, weights: Sequence[float] | None = None) -> Array:
    """The mean (N, …) of the predictions (k, N, …) of k models, weighted by shares of their sum."""
    predictions = floating("predictions", predictions)
    must(
        predictions.ndim >= 2 and len(predictions) >= 1,
        "predictions must have shape (k, N, …)",
        f"shape {predictions.shape}",
        "Put one model's in a list: np.stack([p]).",
    )
    chosen = np.ones(len(predictions)) if weights is None else np.asarray(weights, np.float64)
    must(
        chosen.shape == (len(predictions),) and bool((chosen >= 0).all()) and chosen.sum() > 0,
        f"weights must be {len(predictions)} numbers that are not negative, nor all 0",
        f"{chosen}",
        "One for each model.",
    )
    wide = np.result_type(predictions, np.float32)
    shares = (chosen / chosen.sum()).astype(wide)  # (k,)
    mean = np.tensordot(shares, predictions.astype(wide), axes=1)  # (N, …)
    return mean.astype(predictions.dtype)


def ambiguity(predictions: Array, target: ArrayLike) -> tuple[float, float, float]:
    """Mean squares over samples: error of the mean, mean error of the members, their spread.

    The first is the second less the third. predictions (k, N) and target (N,) are real numbers.
    """
    predictions = floating("predictions", predictions)
    goal = floating("target", target)
    _, N = sizes("predictions", predictions, "k N", "One row for each model.")
    must(goal.shape == (N,), f"target must have shape ({N},)", f"{goal.shape}", "One each.")
    wide = predictions.astype(np.result_type(predictions, np.float32))
    mean = wide.mean(axis=0)  # (N,)
    whole = float(((mean - goal) ** 2).mean())
    members = float(((wide - goal) ** 2).mean())
    return whole, members, float(((wide - mean) ** 2).mean())
