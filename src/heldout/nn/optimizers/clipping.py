"""Gradient clipping: no step is longer than it may be.

    by norm     g ← g · min(1, c/‖g‖)          ‖g‖² = Σ over all parameters of Σ g²
    by value    g ← min(max(g, −c), c)

By norm the direction stays, since all parameters are scaled by one factor. The trap is to clip each
parameter by its own norm, which turns the step; clipping by value turns it as well. Squares
overflow (in float16 from 256, in float32 from 1.8e19), so the largest entry is taken out before
squaring. No scaling mends a gradient that is infinite or not a number: the norm tells, and the step
is skipped.
Source: Pascanu, Mikolov and Bengio, 2013, algorithm 1.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Parameters, must

__all__ = ["clip_by_norm", "clip_by_value", "global_norm"]


def global_norm(gradients: Parameters) -> float:
    """The length of all gradients as one vector; inf or nan if any entry is."""
    largest = max((float(np.abs(g).max()) for g in gradients.values() if g.size), default=0.0)
    if largest == 0 or not np.isfinite(largest):
        return largest
    squares = sum(float(np.sum((g.astype(np.float64) / largest) ** 2)) for g in gradients.values())
    return largest * squares**0.5


def clip_by_norm(gradients: Parameters, largest: float) -> tuple[Parameters, float]:
    """New gradients of global norm at most `largest`, and the norm before.

    When that norm is not finite, the gradients come back as they were: skip the step.
    """
    must(largest > 0, "largest must be a positive norm", largest, "1 is usual.")
    norm = global_norm(gradients)
    scale = largest / norm if np.isfinite(norm) and norm > largest else 1.0
    clipped = {
        name: (g.astype(np.float64) * scale).astype(g.dtype) for name, g in gradients.items()
    }
    return clipped, norm


def clip_by_value(gradients: Parameters, largest: float) -> Parameters:
    """New gradients whose entries lie from −largest to largest; nan stays nan."""
    must(largest > 0, "largest must be a positive size", largest, "1 is usual.")
    limits = {name: min(largest, float(np.finfo(g.dtype).max)) for name, g in gradients.items()}
    return {name: np.clip(g, -limits[name], limits[name]) for name, g in gradients.items()}
