"""Penalties as priors: the penalised solution is the likeliest one (maximum a posteriori, MAP).

    p(w | y) ∝ p(y | w) p(w)          noise: y ~ N(Xw, σ²)

    Gaussian prior N(0, τ²):   −log p = ‖y − Xw‖²/2σ² + ‖w‖²/2τ² + …    ridge with λ = σ²/τ²
    Laplace prior, scale b:    −log p = ‖y − Xw‖²/2σ² + Σ|w|/b + …      lasso with λ = σ²/b

where λ belongs to the objective ½‖y − Xw‖² + λΩ(w), a sum over samples, not a mean. The traps: λ is
not 1/τ² alone, the noise counts too; and only the mode is sparse under a Laplace prior: under the
posterior itself no weight is 0 with any probability, and its mean has no zeros.
Source: MacKay, 1992, section 2; Tibshirani, 1996, section 5.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..shapes import Array, must, sizes

__all__ = [
    "gaussian_prior",
    "gaussian_prior_strength",
    "laplace_prior",
    "laplace_prior_strength",
    "likeliest_on_grid",
]


def gaussian_prior(weights: Array, deviation: float) -> Array:
    """log N(w; 0, τ²) of each row of (G, D), summed over D: (G,)."""
    constant = np.log(2 * np.pi * deviation**2) / 2
    return -(weights**2 / (2 * deviation**2) + constant).sum(axis=-1)  # (G,)


def laplace_prior(weights: Array, scale: float) -> Array:
    """log Laplace(w; 0, b) of each row of (G, D), summed over D: (G,)."""
    return -(np.abs(weights) / scale + np.log(2 * scale)).sum(axis=-1)  # (G,)


def gaussian_prior_strength(noise: float, deviation: float) -> float:
    """λ of ½‖y − Xw‖² + ½λ‖w‖² for noise σ and prior deviation τ."""
    must(deviation > 0, "deviation must be positive", deviation, "0 would forbid all weights.")
    return noise**2 / deviation**2


def laplace_prior_strength(noise: float, scale: float) -> float:
    """λ of ½‖y − Xw‖² + λ Σ|w| for noise σ and prior scale b."""
    must(scale > 0, "scale must be positive", scale, "0 would forbid all weights.")
    return noise**2 / scale


def likeliest_on_grid(
    x: Array, y: Array, noise: float, log_prior: Callable[[Array], Array], grid: Array
) -> Array:
    """The weights (D,) of highest posterior among the rows of a grid (G, D): brute force."""
    N, D = sizes("x", x, "N D")
    _, columns = sizes("grid", grid, "G D")
    must(columns == D, f"the grid must have {D} columns", f"shape {grid.shape}", "One a weight.")
    must(y.shape == (N,), f"y must have shape ({N},)", f"shape {y.shape}", "One each.")
    error = y - grid @ x.T  # (G, N)
    log_posterior = log_prior(grid) - (error**2).sum(axis=1) / (2 * noise**2)  # (G,)
    return grid[np.argmax(log_posterior)]
