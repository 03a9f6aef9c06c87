"""Universal approximation, by construction: one hidden layer of ReLUs draws any polyline.

    f(x) = v₀ + Σ_i (s_i − s_{i−1}) relu(x − k_i)        s_i = (v_{i+1} − v_i) / (k_{i+1} − k_i)

Knots k₀ < … < k_H with values v; s₋₁ = 0. Each unit bends the line once, at its knot, by the change
of slope: H units pass through H + 1 points. For a function with |f″| ≤ M and knots h apart the
error is at most M h²/8, so that the width for an error ε grows as 1/√ε, here in one dimension.
The theorem says that weights exist (for any activation that is no polynomial, on a compact set);
it says nothing of finding them by descent, nor that the width is small in many dimensions.
Source: Cybenko, 1989; Hornik, 1991; Leshno et al., 1993.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must, sizes
from .mlp import MLP

__all__ = ["polyline_network"]


def polyline_network(knots: Array, values: Array) -> MLP:
    """An MLP (1, H, 1) through H + 1 points: straight between them, and on beyond the last.

    Left of the first knot it stays at the first value. Knots (H + 1,) must rise.
    """
    knots, values = floating("knots", knots), floating("values", values)
    (points,) = sizes("knots", knots, "P")
    must(values.shape == knots.shape, f"values must be {points}", values.shape, "One each knot.")
    rising = points >= 2 and bool((np.diff(knots) > 0).all())
    must(rising, "there must be two knots or more, rising", knots, "Sort them: np.unique(knots).")
    slopes = np.diff(values) / np.diff(knots)  # (H,)
    network = MLP((1, points - 1, 1), np.random.default_rng(0), dtype=knots.dtype)
    network.parameters["weight1"][:] = 1  # (1, H)
    network.parameters["bias1"][:] = -knots[:-1]  # (H,)
    network.parameters["weight2"][:, 0] = np.diff(slopes, prepend=0)  # (H, 1)
    network.parameters["bias2"][:] = values[0]  # (1,)
    return network
