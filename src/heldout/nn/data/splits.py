"""Train, validation and test: parts of the rows that share none.

    N rows → parts of about share₁·N, share₂·N, …          part_i ∩ part_j = ∅,  ∪ part_i = all

plain: rows at random. stratified: each class is split by itself, so that all parts have its share.
grouped: what belongs together (a patient's images, a speaker's clips) goes whole into one part.

The traps. A rare class may be missing from a plain part, and its score is then undefined. Images of
one patient on both sides let the model recognise the patient instead of the disease: that leak is
not seen in any score. And the test part is for one look at the end; whoever chooses by it needs
another. Sizes are rounded by the largest remainder, so that they add up to N.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..shapes import Labels, must

__all__ = ["grouped_split", "split", "stratified_split"]


def split(samples: int, shares: Sequence[float], rng: np.random.Generator) -> list[Labels]:
    """Row indices of each part, in random order: shares (0.6, 0.2, 0.2) give three arrays."""
    return _cut(rng.permutation(samples), _checked(shares))


def stratified_split(
    classes: Labels, shares: Sequence[float], rng: np.random.Generator
) -> list[Labels]:
    """As split, and every class (N,) is in each part by its share, up to one row."""
    shares = _checked(shares)
    classes = np.asarray(classes)
    must(classes.ndim == 1, "classes must have shape (N,)", f"shape {classes.shape}", "One a row.")
    parts: list[list[Labels]] = [[] for _ in shares]
    for one in np.unique(classes):
        rows = rng.permutation(np.flatnonzero(classes == one))
        for part, some in zip(parts, _cut(rows, shares), strict=True):
            part.append(some)
    empty = np.empty(0, dtype=np.intp)
    return [rng.permutation(np.concatenate([empty, *part])) for part in parts]


def grouped_split(
    groups: Labels, shares: Sequence[float], rng: np.random.Generator
) -> list[Labels]:
    """As split, and the rows of one group (N,) are all in one part.

    Groups are taken in random order, each into the part that is farthest below its share; parts
    are as near to their shares as whole groups allow.
    """
    shares = _checked(shares)
    groups = np.asarray(groups)
    must(groups.ndim == 1, "groups must have shape (N,)", f"shape {groups.shape}", "One a row.")
    names, member = np.unique(groups, return_inverse=True)
    counts = np.bincount(member, minlength=len(names))  # (groups,)
    missing = np.array(shares) * len(groups)
    home = np.empty(len(names), dtype=np.intp)
    for group in rng.permutation(len(names)):
        home[group] = missing.argmax()
        missing[home[group]] -= counts[group]
    return [rng.permutation(np.flatnonzero(home[member] == part)) for part in range(len(shares))]


def _checked(shares: Sequence[float]) -> Sequence[float]:
    must(
        len(shares) > 0 and min(shares) >= 0 and abs(sum(shares) - 1) < 1e-9,
        "shares must be 0 or more and add up to 1",
        tuple(shares),
        "0.6, 0.2 and 0.2 make train, validation and test.",
    )
    return shares


def _cut(rows: Labels, shares: Sequence[float]) -> list[Labels]:
    """The rows in order, cut into parts by the largest remainder."""
    exact = np.array(shares) * len(rows)
    counts = np.floor(exact + 1e-9).astype(int)
    short = len(rows) - counts.sum()
    counts[np.argsort(counts - exact, kind="stable")[:short]] += 1
    return np.split(rows, np.cumsum(counts)[:-1])
