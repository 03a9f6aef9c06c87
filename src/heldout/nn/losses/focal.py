"""Focal loss: binary cross-entropy in which what is already right hardly counts.

    of each value, of which the loss is the mean; z is the logit, its sign turned where t = 0:
    L = −α_t (1 − p)^γ log p        p = σ(z), the probability of what is true
    dL/dz = α_t (1 − p)^γ [γ p log p − (1 − p)]          γ = 0, α_t = 1: σ(z) − 1, as of BCE

α_t is α for positives (t = 1) and 1 − α for negatives. Made for detectors, where a thousand easy
negatives stand against each positive: with γ = 2 a value at p = 0.9 counts 1/100. The traps: to
raise p instead of 1 − p to the power, which silences the mistakes; to take the logarithm of a
finished σ, infinite where the logit is far off; and, γ being below 1, a factor whose slope by p is
infinite at p = 1, so that its gradient is 0 · ∞ unless it is formed as here.
Source: Lin, Goyal, Girshick, He and Dollár, 2017.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, must
from .pairs import paired

__all__ = ["focal_loss"]


def focal_loss(
    logits: Array, target: Array, gamma: float = 2.0, alpha: float = 0.25
) -> tuple[float, Array]:
    """The mean focal loss over all values, and its gradient by the logits; targets are 0 or 1."""
    x, t, kind = paired(logits, target)
    must(bool(np.isin(t, (0, 1)).all()), "targets must be 0 or 1", f"{t.min()} to {t.max()}", "")
    must(gamma >= 0, "gamma must be ≥ 0", gamma, "2 is a start, 0 is cross-entropy.")
    must(0 <= alpha <= 1, "alpha must lie from 0 to 1", alpha, "0.25 goes with gamma = 2.")
    sign = 2 * t - 1
    log_p, log_rest = -np.logaddexp(0, -sign * x), -np.logaddexp(0, sign * x)  # of p, of 1 − p
    factor = np.where(t == 1, alpha, 1 - alpha) * np.exp(gamma * log_rest)
    slope = factor * (gamma * np.exp(log_p) * log_p - np.exp(log_rest))  # by sign · x
    return -float((factor * log_p).mean()), (sign * slope / x.size).astype(kind)
