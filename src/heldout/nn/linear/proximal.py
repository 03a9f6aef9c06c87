"""Proximal gradient descent, accelerated (FISTA): a smooth loss plus a penalty with a corner.

    w' ← prox(z − η ∇f(z))          t' ← (1 + √(1 + 4t²))/2          z ← w' + (t − 1)/t' · (w' − w)

The gradient step minds the smooth part only, the proximal step the penalty only, exactly. With
η = 1/L, L the largest curvature of f, the objective's distance to its minimum falls as 1/k², where
without z it falls as 1/k. The trap is that momentum overshoots and the objective rises in waves:
when the step points against the way that z came, (z − w')·(w' − w) > 0, t starts again at 1.
Source: Beck and Teboulle, 2009, section 4; the restart: O'Donoghue and Candès, 2015, section 3.2.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..shapes import Array, must

__all__ = ["accelerated", "largest_curvature"]


def accelerated(
    gradient: Callable[[Array], Array],
    proximal: Callable[[Array, float], Array],
    start: Array,
    curvature: float,
    *,
    steps: int = 100_000,
    tolerance: float = 1e-12,
) -> Array:
    """The minimum, from `start`, when no entry moves by more than tolerance times the largest.

    `proximal(w, η)` is the penalty's step; an error says when the steps did not suffice.
    """
    must(curvature > 0, "curvature must be positive", curvature, "All features are constant?")
    rate = 1 / curvature
    w, z, t = start.copy(), start.copy(), 1.0
    for _ in range(steps):
        new = proximal(z - rate * gradient(z), rate)
        moved = new - w
        if np.abs(new - z).max() <= tolerance * max(float(np.abs(new).max()), 1e-300):
            return new
        if np.vdot(z - new, moved) > 0:
            t = 1.0
        following = (1 + (1 + 4 * t**2) ** 0.5) / 2
        z = new + (t - 1) / following * moved
        w, t = new, following
    must(False, "the descent must settle", f"{steps} steps", "Standardise the features.")
    return w


def largest_curvature(x: Array) -> float:
    """The largest eigenvalue of xᵀx/N for x (N, D)."""
    return float(np.linalg.norm(x, 2)) ** 2 / len(x)
