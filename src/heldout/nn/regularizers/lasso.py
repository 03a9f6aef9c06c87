"""The L1 penalty: small weights become exactly 0.

    Ω(w) = λ Σ_i |w_i|          ∂Ω/∂w = λ sign(w); at 0 anything from −λ to λ
    soft(w, t) = sign(w) max(|w| − t, 0)          the w' that is least in ½‖w' − w‖² + t Σ|w'_i|

The slope does not fade towards 0, so that a weight which the data pull less than λ ends there. The
trap is to expect that of gradient descent: with λ sign(w) a weight steps over 0 and back for ever
and no weight is ever 0. The proximal step, w ← soft(w − ηg, ηλ), takes the penalty exactly and sets
zeros. Biases are not penalised.
Source: Tibshirani, 1996; the step: Daubechies, Defrise and De Mol, 2004.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must

__all__ = ["l1_penalty", "soft_threshold"]


def l1_penalty(weight: Array, strength: float) -> tuple[float, Array]:
    """λ Σ|w|, summed over all entries, and its gradient (0 where a weight is 0)."""
    weight = floating("weight", weight)
    must(strength >= 0, "strength must not be negative", strength, "It would reward size.")
    return strength * float(np.abs(weight).sum(dtype=np.float64)), strength * np.sign(weight)


def soft_threshold(weight: Array, threshold: float) -> Array:
    """Each weight moved by the threshold towards 0, and no further: new, same shape and dtype."""
    weight = floating("weight", weight)
    must(threshold >= 0, "threshold must not be negative", threshold, "It is a distance.")
    return np.sign(weight) * np.maximum(np.abs(weight) - threshold, 0)
