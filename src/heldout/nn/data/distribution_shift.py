"""Distribution shift: can a classifier tell training rows from new ones?

    label training rows 0 and new rows 1, fit, score rows that were held out
    AUC = P(score of a new row > score of a training row)          0.5: no difference it can see

Letters: N training rows, Q new rows, D features. AUC is counted by ranks: the sum of the new rows'
ranks among all, less its smallest possible value, divided by N·Q; ties share their mean rank.

Three traps. Scored on the rows it was fitted to, any classifier finds a difference where there is
none: rows are scored by folds that did not see them. A linear score sees means only; `squares` adds
the squares of the standardised features, so that spread is seen too, but an AUC of 0.5 never proves
that nothing changed. And a shift of the inputs need not hurt: look at the score of the real task.

Source: Lopez-Paz and Oquab, 2017 (classifier two-sample test); Mann and Whitney, 1947 (ranks).
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, Labels, floating, must, sizes
from ..text.logistic import Logistic
from .folds import stratified_folds
from .standardization import Standardizer

__all__ = ["rank_auc", "shift_auc"]


def rank_auc(negative: Array, positive: Array) -> float:
    """How often a score of positive (Q,) exceeds one of negative (N,); ties count half."""
    N, Q = len(negative), len(positive)
    must(N > 0 and Q > 0, "both sides must have scores", f"{N} and {Q}", "Score more rows.")
    scores = np.concatenate([negative, positive])  # (N + Q,)
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    mean_rank = np.cumsum(counts) - (counts - 1) / 2  # of each different score, from 1
    return float((mean_rank[place[N:]].sum() - Q * (Q + 1) / 2) / (N * Q))


def shift_auc(
    train: Array,
    new: Array,
    rng: np.random.Generator,
    *,
    count: int = 5,
    squares: bool = True,
    penalty: float = 1e-2,
) -> tuple[float, Labels]:
    """The AUC of a logistic classifier over `count` folds, and the features by what they told.

    The features (D,) come with the largest weight first, mean and spread taken together.
    """
    train, new = floating("train", train), floating("new", new)
    _, D = sizes("train", train, "N D")
    _, width = sizes("new", new, "Q D")
    must(width == D, f"new must have the {D} features of train", width, "Prepare them alike.")
    x = np.concatenate([train, new]).astype(np.float64)  # (N + Q, D)
    is_new = np.repeat([0, 1], [len(train), len(new)])  # (N + Q,)
    scores, told = np.empty(len(x)), np.zeros(D)
    for fitted, held in stratified_folds(is_new, count, rng):
        scaler = Standardizer(x[fitted])
        z_fitted, z_held = scaler.apply(x[fitted]), scaler.apply(x[held])
        if squares:
            z_fitted = np.concatenate([z_fitted, z_fitted**2], axis=1)  # (…, 2D)
            z_held = np.concatenate([z_held, z_held**2], axis=1)
        model = Logistic(z_fitted, is_new[fitted], penalty=penalty)
        scores[held] = model.scores(z_held)
        told += np.square(model.weight).reshape(-1, D).sum(axis=0)
    auc = rank_auc(scores[is_new == 0], scores[is_new == 1])
    return auc, np.argsort(-told, kind="stable")
