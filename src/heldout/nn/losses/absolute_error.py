"""Absolute error and Huber's: losses that a few wild targets do not own.

    MAE      (1/M) Σ |y − t|                        gradient sign(y − t)/M        M values in all
    Huber    (1/M) Σ ½e² where |e| ≤ δ, else δ(|e| − δ/2),   e = y − t
                                                    gradient clip(e, −δ, δ)/M

MSE is least at the mean of the targets, MAE at their median: each target pulls with the same force,
however far it is. The trap is at 0: |e| has no derivative there, 0 is taken (any from −1 to 1 is a
subgradient); and the force does not fade near the goal, so that a constant learning rate ends in
steps to and fro. Huber's has the force of the one far out and fades like the other near 0.
Sources: Laplace, 1774; Huber, 1964.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, must
from .pairs import paired

__all__ = ["huber", "mae"]


def mae(prediction: Array, target: Array) -> tuple[float, Array]:
    """The mean of the absolute errors over all values, and a subgradient by the prediction."""
    y, t, kind = paired(prediction, target)
    error = y - t
    return float(np.abs(error).mean()), (np.sign(error) / error.size).astype(kind)


def huber(prediction: Array, target: Array, delta: float = 1.0) -> tuple[float, Array]:
    """Huber's loss, its mean over all values, and its gradient by the prediction."""
    must(delta > 0, "delta must be above 0", delta, "It is the error up to which it is squared.")
    y, t, kind = paired(prediction, target)
    error = y - t
    near = np.clip(error, -delta, delta)
    loss = near * (error - near / 2)  # ½e² inside, δ|e| − ½δ² outside
    return float(loss.mean()), (near / error.size).astype(kind)
