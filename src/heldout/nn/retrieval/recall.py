"""Recall at k: how many of the true nearest neighbours an approximate search has found.

    recall@k = (1/Q) Σ_q |found_q ∩ true_q| / k

Letters: Q queries, k neighbours. The trap is to call "recall@1" what is often reported for
approximate search: whether the one true nearest is anywhere among the k found ("1-recall@k"). That
number is larger. `true` with one column gives it here.
"""

from __future__ import annotations

from ..shapes import Labels, must

__all__ = ["recall_at_k"]


def recall_at_k(found: Labels, true: Labels) -> float:
    """The share of the true neighbours (Q, t) among those found (Q, k); −1 stands for none."""
    must(
        found.ndim == true.ndim == 2 and len(found) == len(true) > 0,
        "found must have shape (Q, k) and true (Q, t)",
        f"shapes {found.shape} and {true.shape}",
        "One neighbour each is a column: true[:, None].",
    )
    must(bool((true >= 0).all()), "true must be indices from 0", true.min(), "Search exactly.")
    return float((found[:, :, None] == true[:, None, :]).any(axis=1).mean())  # over (Q, t)
