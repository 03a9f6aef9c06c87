"""Elastic net: the zeros of the lasso and the shrinking of ridge.

    Ω(w) = λ (ρ Σ|w_i| + ½ (1 − ρ) ‖w‖²)          ρ = 1: lasso, ρ = 0: ridge
    proximal step with t = ηλ: w ← soft(w, tρ) / (1 + t(1 − ρ))

Of features that say the same the lasso keeps one, whichever comes first; the square shares the
weight out among them. The trap is the order of the step: first the threshold, then the division;
the other way round the threshold would be too large.
Source: Zou and Hastie, 2005; λ and ρ as in scikit-learn.
"""

from __future__ import annotations

from ..shapes import Array, must
from .lasso import l1_penalty, soft_threshold
from .ridge import l2_penalty, l2_proximal

__all__ = ["elastic_net_penalty", "elastic_net_proximal"]


def elastic_net_penalty(weight: Array, strength: float, mix: float) -> tuple[float, Array]:
    """λ(ρ Σ|w| + ½(1 − ρ)‖w‖²) for the mix ρ, and its gradient (of Σ|w|: 0 at 0)."""
    _share(mix)
    size, slope = l1_penalty(weight, strength * mix)
    square, pull = l2_penalty(weight, strength * (1 - mix))
    return size + square, slope + pull


def elastic_net_proximal(weight: Array, threshold: float, mix: float) -> Array:
    """The w' that is least in ½‖w' − w‖² + t(ρ Σ|w'| + ½(1 − ρ)‖w'‖²): new, same shape."""
    _share(mix)
    return l2_proximal(soft_threshold(weight, threshold * mix), threshold * (1 - mix))


def _share(mix: float) -> None:
    must(0 <= mix <= 1, "mix must be from 0 (ridge) to 1 (lasso)", mix, "It is the share of L1.")
