"""Kullback–Leibler divergence: what it costs to take q for the truth p.

    KL(p ‖ q) = Σ_c p_c log(p_c / q_c) = CE(p, q) − H(p),      H(p) = −Σ_c p_c log p_c
    dKL/dq_c = −p_c / q_c                with q = softmax(z):  dKL/dz = q − p, as of cross-entropy

This is one row; the loss is the mean over N rows, and its gradient is divided by N. It is 0 when
both are equal and never below; it is no distance, for KL(p ‖ q) ≠ KL(q ‖ p). H(p) does not depend
on q, so that training by it is training by cross-entropy, only that its best value is 0. Traps:
0 · log 0 is 0 here, its limit, and not nan; q = 0 where p > 0 is infinite, as it should be (q
called impossible what happens); and the order: like every loss here the prediction q comes first
and the truth p second, though the symbol is written KL(p ‖ q). Source: Kullback and Leibler, 1951.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must, sizes
from .cross_entropy import categorical_cross_entropy
from .pairs import paired

__all__ = ["entropy", "kl_divergence", "kl_with_logits"]


def kl_divergence(q: Array, p: Array) -> tuple[float, Array]:
    """KL(p ‖ q) in nats, its mean over the rows (N, C), and its gradient by the prediction q."""
    q, p, kind = paired(q, p)
    N, _ = sizes("q", q, "N C")
    _distributions("q", q)
    _distributions("p", p)
    with np.errstate(divide="ignore"):
        ratio = np.divide(p, q, out=np.zeros_like(p), where=p > 0)  # (N, C)
        terms = p * np.log(ratio, out=np.zeros_like(p), where=p > 0)
    return float(terms.sum()) / N, (-ratio / N).astype(kind)


def kl_with_logits(logits: Array, p: Array) -> tuple[float, Array]:
    """KL(p ‖ softmax(z)) in nats, its mean over the rows, and its gradient by the logits (N, C)."""
    _distributions("p", floating("p", p))
    loss, dlogits = categorical_cross_entropy(logits, p)
    return loss - entropy(p), dlogits


def entropy(p: Array) -> float:
    """−Σ p log p in nats, its mean over the rows of p (N, C)."""
    p = floating("p", p)
    N, _ = sizes("p", p, "N C")
    wide = p.astype(np.result_type(p, np.float32))
    logs = np.log(wide, out=np.zeros_like(wide), where=wide > 0)
    return -float((wide * logs).sum()) / N


def _distributions(name: str, rows: Array) -> None:
    sums = rows.sum(axis=1, dtype=np.float64)
    must(
        bool((rows >= 0).all() and (np.abs(sums - 1) <= 1e-3).all()),
        f"the rows of {name} must be distributions: none negative, sum 1",
        f"from {rows.min()}, sums {sums.min()} to {sums.max()}",
        "Scores become one by softmax; counts by dividing by their sum.",
    )
