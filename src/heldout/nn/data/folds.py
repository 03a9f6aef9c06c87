"""K-fold cross-validation: every row is held out once, by a model that has not seen it.

    fold k:  held out = part k,  train = all the others          score = (1/K) Σ_k score_k

Letters: N rows, K folds. The mean over folds uses all rows for testing, and varies less from one
shuffle to the next than a single split of the same size.

Three traps. The K models share most of their training rows: the scores are not independent, and
their deviation divided by √K is too small an error. Everything that learns (scaling, choice of
features) must be fitted within the fold, to its training rows. And a sorted file must be shuffled,
or a fold holds one class only: these shuffle always. Folds differ by at most one row.

Source: Stone, 1974.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..shapes import Labels, must

__all__ = ["folds", "grouped_folds", "stratified_folds"]


def folds(samples: int, count: int, rng: np.random.Generator) -> Iterator[tuple[Labels, Labels]]:
    """(train, held out) row indices for each of the `count` folds."""
    must(2 <= count <= samples, f"count: 2 to {samples}, the rows", count, "5 or 10 are usual.")
    home = np.empty(samples, dtype=np.intp)
    home[rng.permutation(samples)] = np.arange(samples) % count
    return _pairs(home, count)


def stratified_folds(
    classes: Labels, count: int, rng: np.random.Generator
) -> Iterator[tuple[Labels, Labels]]:
    """As folds, and each class (N,) is spread over them evenly, up to one row."""
    classes = np.asarray(classes)
    must(classes.ndim == 1, "classes must have shape (N,)", f"shape {classes.shape}", "One a row.")
    sizes = np.unique(classes, return_counts=True)[1]
    must(
        2 <= count <= sizes.min(initial=len(classes)),
        "count must be from 2 to the rows of the rarest class",
        f"{count} folds, {sizes.min(initial=len(classes))} rows",
        "Take fewer folds, or gather more of it.",
    )
    order = rng.permutation(len(classes))
    order = order[np.argsort(classes[order], kind="stable")]  # class by class, shuffled within
    home = np.empty(len(classes), dtype=np.intp)
    home[order] = np.arange(len(classes)) % count  # dealt like cards, over the ends of classes too
    return _pairs(home, count)


def grouped_folds(
    groups: Labels, count: int, rng: np.random.Generator
) -> Iterator[tuple[Labels, Labels]]:
    """As folds, and no group (N,) is on both sides. Large groups first, into the smallest fold."""
    groups = np.asarray(groups)
    must(groups.ndim == 1, "groups must have shape (N,)", f"shape {groups.shape}", "One a row.")
    names, member = np.unique(groups, return_inverse=True)
    must(2 <= count <= len(names), f"count: 2 to {len(names)}, the groups", count, "Fewer folds.")
    sizes = np.bincount(member)  # (groups,)
    shuffled = rng.permutation(len(names))
    filled, home = np.zeros(count, dtype=np.intp), np.empty(len(names), dtype=np.intp)
    for group in shuffled[np.argsort(-sizes[shuffled], kind="stable")]:
        home[group] = filled.argmin()
        filled[home[group]] += sizes[group]
    return _pairs(home[member], count)


def _pairs(home: Labels, count: int) -> Iterator[tuple[Labels, Labels]]:
    """(train, held out) for each fold, from the fold in which each row (N,) is held out."""
    return ((np.flatnonzero(home != k), np.flatnonzero(home == k)) for k in range(count))
