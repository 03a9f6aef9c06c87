"""The L2 penalty: all weights become smaller, and none becomes 0.

    Ω(w) = ½ λ ‖w‖²          ∂Ω/∂w = λ w          proximal step: w ← w / (1 + ηλ)

Its pull is proportional to the weight and fades with it. With gradient descent it is weight decay,
w ← (1 − ηλ)w − ηg; with Adam it is not (see optimizers). The trap is the factor: some write ½λ‖w‖²,
some λ‖w‖², and their strengths differ by 2; so do losses that are sums from those that are means,
by N. State the objective, then the number. Biases are not penalised: that would pull the
predictions to 0.
Source: Hoerl and Kennard, 1970.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must

__all__ = ["l2_penalty", "l2_proximal"]


def l2_penalty(weight: Array, strength: float) -> tuple[float, Array]:
    """½λ‖w‖², summed over all entries, and its gradient λw."""
    weight = floating("weight", weight)
    must(strength >= 0, "strength must not be negative", strength, "It would reward size.")
    square = float(np.square(weight, dtype=np.float64).sum())
    return strength * square / 2, strength * weight


def l2_proximal(weight: Array, threshold: float) -> Array:
    """The w' that is least in ½‖w' − w‖² + ½t‖w'‖²: new, same shape and dtype."""
    weight = floating("weight", weight)
    must(threshold >= 0, "threshold must not be negative", threshold, "It is a strength.")
    return weight / (1 + threshold)
