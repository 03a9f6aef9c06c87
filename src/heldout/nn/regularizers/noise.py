"""Noise on the inputs: the weights shrink as under a ridge penalty.

    x̃ = x + ε,  ε ~ N(0, σ²)          E_ε Σ_n (y_n − x̃_n w)² = Σ_n (y_n − x_n w)² + N σ² ‖w‖²

For a linear model with squared error noise is ridge exactly, with λ = Nσ² beside the sum (½ on both
or on neither); for others to the first order in σ², with ∇_x f in the place of w. The traps: noise
is drawn anew each time a sample is seen, since noise that is drawn once is only another data set;
and it is for training alone. Features must be scaled first, for one σ to mean the same to all.
Source: Bishop, 1995.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must

__all__ = ["add_noise", "noise_as_ridge"]


def add_noise(x: Array, scale: float, rng: np.random.Generator) -> Array:
    """x with normal noise of that standard deviation: new, in its shape and dtype."""
    x = floating("x", x)
    must(scale >= 0, "scale must be a standard deviation", scale, "Take its absolute value.")
    return (x + scale * rng.standard_normal(x.shape)).astype(x.dtype)


def noise_as_ridge(samples: int, scale: float) -> float:
    """λ of ½‖y − Xw‖² + ½λ‖w‖² that noise of that scale amounts to."""
    return samples * scale**2
