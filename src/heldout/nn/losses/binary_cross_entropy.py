"""Binary cross-entropy (log loss): from logits, and from probabilities that are already there.

    of each value, of which the loss is the mean:
    L = −[w t log σ(z) + (1 − t) log(1 − σ(z))]          t from 0 to 1, w = pos_weight
      = w t softplus(−z) + (1 − t) softplus(z)           softplus(z) = log(1 + e^z)
    dL/dz = −w t σ(−z) + (1 − t) σ(z)                    with w = 1: σ(z) − t

The gradient has no factor σ′: a neuron that is confidently wrong learns at full speed. The trap is
the probability in between. σ(40) rounds to 1 in float64 (σ(17) in float32), the loss of t = 0 is
then log 0, infinite, where the logit gives 40; libraries hide it by clipping, and clipped losses
have no slope. w > 1 counts each positive so many times, for classes that are rare.
Source: Good, 1952 (log score); Cox, 1958 (logistic regression).
"""

from __future__ import annotations

import numpy as np

from ..activations.sigmoid import sigmoid
from ..shapes import Array, must
from .pairs import paired

__all__ = ["bce", "bce_with_logits"]


def bce_with_logits(
    logits: Array, target: Array, pos_weight: float | Array = 1.0
) -> tuple[float, Array]:
    """The mean loss over all values, and its gradient by the logits.

    Targets are from 0 to 1, in the shape of the logits; pos_weight is one number, or one for each
    entry of the last axis (several yes/no questions for each sample).
    """
    z, t, kind = paired(logits, target)
    _probabilities("target", t)
    must(bool(np.all(np.asarray(pos_weight) >= 0)), "pos_weight must be ≥ 0", pos_weight, "Use 1.")
    w = np.asarray(pos_weight, dtype=z.dtype)
    loss = w * t * np.logaddexp(0, -z) + (1 - t) * np.logaddexp(0, z)
    dz = (1 - t) * sigmoid(z) - w * t * sigmoid(-z)
    return float(loss.mean()), (dz / z.size).astype(kind)


def bce(probability: Array, target: Array) -> tuple[float, Array]:
    """The mean loss over all values, and its gradient by the probabilities; prefer the logits.

    Nothing is clipped: a certain mistake costs infinity, and a certain hit (0 · log 0) costs 0.
    """
    p, t, kind = paired(probability, target)
    _probabilities("probability", p)
    _probabilities("target", t)
    with np.errstate(divide="ignore", invalid="ignore"):
        yes, no = np.where(t > 0, t * np.log(p), 0), np.where(t < 1, (1 - t) * np.log1p(-p), 0)
        dp = np.where(t < 1, (1 - t) / (1 - p), 0) - np.where(t > 0, t / p, 0)
    return -float((yes + no).mean()), (dp / p.size).astype(kind)


def _probabilities(name: str, values: Array) -> None:
    must(
        bool(np.all((values >= 0) & (values <= 1))),
        f"{name} must lie from 0 to 1",
        f"{values.min()} to {values.max()}",
        "Labels −1 and +1 become (t + 1) / 2; scores go to bce_with_logits.",
    )
