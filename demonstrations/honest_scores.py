"""What a score hangs on: the split, a leak, a shift

Four checks before a number is believed. The accuracy of the nearest neighbour on iris, over 60
shuffles, varies less as the mean of five folds than on a single split of a fifth, and a
third of the rows is missed by as many draws with replacement. Wines copied twice with a little
noise before the split ("augmentation") make the raw nearest neighbour look nearly perfect: no copy
is exact, the near check finds them, and without them, or with a wine's copies kept on one side, the
score falls to what it is. And a classifier that tries to tell training from new digits stays at an
AUC of one half while both come from one source, and names the change when they do not.
"""

from __future__ import annotations

import numpy as np
from sklearn.datasets import load_iris, load_wine

from heldout.nn.data import (
    Standardizer,
    exact_overlap,
    grouped_split,
    near_overlap,
    out_of_bag,
    shift_auc,
    stratified_folds,
    stratified_split,
    with_replacement,
)
from heldout.nn.retrieval import nearest
from heldout.nn.shapes import Array, Labels

from .data import digits
from .finding import Finding

TITLE = "What a score hangs on: the split, a leak, a shift"
ROWS = [
    "Train/validation/test split",
    "K-fold cross-validation",
    "Sampling without replacement",
    "Leakage check",
    "Distribution-shift check",
]

SEED = 0


def _right(train_x: Array, train_y: Labels, x: Array, y: Labels) -> Array:
    """Which rows the nearest neighbour names rightly: (N,)."""
    return train_y[nearest(x, train_x, 1).indices[:, 0]] == y


def _splits(rng: np.random.Generator) -> list[Finding]:
    x, y = load_iris(return_X_y=True)
    x = x[:, :2]  # the sepals alone: enough is left to err
    single, folded = [], []
    for _ in range(60):
        train, test = stratified_split(y, (0.8, 0.2), rng)
        single.append(_right(x[train], y[train], x[test], y[test]).mean())
        folded.append(
            np.mean([_right(x[a], y[a], x[b], y[b]).mean() for a, b in stratified_folds(y, 5, rng)])
        )
    one, five = 100 * float(np.std(single)), 100 * float(np.std(folded))
    missed = 100 * len(out_of_bag(20_000, with_replacement(20_000, 20_000, rng))) / 20_000
    return [
        Finding("iris sepals, one split of 20 %: deviation of the score", one, 1, "%", 1, 4),
        Finding("five folds: deviation of their mean", five, 0.5, "%", 1, at_most=3),
        Finding("20,000 draws with replacement miss", missed, 0.1, "%", 1, 36, 37.6),
    ]


def _leak(rng: np.random.Generator) -> list[Finding]:
    x, y = load_wine(return_X_y=True)
    noise = 0.002 * Standardizer(x).scale
    copies = np.concatenate([x, *(x + noise * rng.standard_normal(x.shape) for _ in range(2))])
    classes, wine = np.tile(y, 3), np.tile(np.arange(len(y)), 3)
    told, exact, near, clean, apart = [], [], [], [], []
    for _ in range(20):
        train, test = stratified_split(classes, (0.7, 0.3), rng)
        right = _right(copies[train], classes[train], copies[test], classes[test])
        scaled = Standardizer(copies[train]).apply(copies)
        leaked = near_overlap(scaled[train], scaled[test], 0.1)
        told.append(right.mean())
        exact.append(exact_overlap(copies[train], copies[test]).mean())
        near.append(leaked.mean())
        clean += right[~leaked].tolist()
        train, test = grouped_split(wine, (0.7, 0.3), rng)
        apart.append(_right(copies[train], classes[train], copies[test], classes[test]).mean())
    percent = [100 * float(np.mean(one)) for one in (told, exact, near, clean, apart)]
    return [
        Finding("wine copied before the split: accuracy", percent[0], 1, "%", 1, at_least=92),
        Finding("test rows with an exact copy in training", percent[1], 0, "%", 1, at_most=0),
        Finding("test rows with a near copy in training", percent[2], 1, "%", 1, at_least=80),
        Finding("accuracy on the rows without", percent[3], 3, "%", 1, at_most=82),
        Finding("copies kept on one side: accuracy", percent[4], 2, "%", 1, at_most=80),
    ]


def findings() -> list[Finding]:
    """Deviations of scores, a leak, and AUCs of the shift check."""
    rng = np.random.default_rng(SEED)
    told = _splits(rng) + _leak(rng)
    data = digits(SEED)
    used = data.train_x.std(axis=0) > 0
    train, new = data.train_x[:, used], data.test_x[:, used]
    same, _ = shift_auc(train, new, rng, penalty=0.1)
    brighter, _ = shift_auc(train, (1.2 * new).clip(0, 1), rng, penalty=0.1)
    dead = new.copy()
    dead[:, 20] *= 0.5
    one, names = shift_auc(train, dead, rng, penalty=0.1)
    place = 1 + int(np.flatnonzero(names == 20)[0])
    return [
        *told,
        Finding("digits, held out at random: AUC of the shift check", same, 0.03, at_most=0.57),
        Finding("20 % brighter: AUC", brighter, 0.03, at_least=0.7),
        Finding("one pixel of 61 at half its value: AUC", one, 0.03, at_least=0.6),
        Finding("that pixel's place among those named", place, 0, "", 0, 1, 1),
    ]
