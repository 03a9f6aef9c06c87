"""Ridge regression, for every strength at once.

    J(w, b) = ½ Σ_n (x_n w + b − y_n)² + ½ λ ‖w‖²          w = (XᵀX + λI)⁻¹ Xᵀy, centred
    X = U diag(s) Vᵀ:                                      w = V diag(s/(s² + λ)) Uᵀy

Along a direction of singular value s the fit keeps the share s²/(s² + λ) of what least squares
says: what the data hardly determine is given up first, and nothing becomes exactly 0. Σ s²/(s² + λ)
counts the parameters that are left. One decomposition serves all strengths. The trap is the factor:
the inverse with λI belongs to the objective with ½ on both terms, or on neither; for
Σ error² + ½λ‖w‖² it is ½λI. And λ grows with N, since the errors are summed: a strength λ beside
their mean is λN here.
Source: Hoerl and Kennard, 1970; degrees of freedom: Hastie, Tibshirani and Friedman, equation 3.50.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..shapes import Array, must
from .intercept import centred

__all__ = ["ridge", "ridge_degrees", "ridge_path"]


def ridge(
    x: Array,
    y: Array,
    strength: float,
    *,
    weights: Array | None = None,
    intercept: bool = True,
) -> tuple[Array, Array]:
    """Weight (D,) and bias () for x (N, D) and y (N,); (D, K) and (K,) for y (N, K)."""
    [answer] = ridge_path(x, y, [strength], weights=weights, intercept=intercept)
    return answer


def ridge_path(
    x: Array,
    y: Array,
    strengths: Sequence[float],
    *,
    weights: Array | None = None,
    intercept: bool = True,
) -> list[tuple[Array, Array]]:
    """What `ridge` gives for each strength, from one decomposition of x."""
    data = centred(x, y, weights, intercept=intercept)
    u, s, v = np.linalg.svd(data.x, full_matrices=False)  # (N, R), (R,), (R, D)
    projected = u.T @ data.y  # (R,) or (R, K)
    answers = []
    for strength in strengths:
        _not_negative(strength)
        share = _inverse(s, strength)  # (R,)
        share = share if projected.ndim == 1 else share[:, None]
        answers.append(data.with_bias(v.T @ (share * projected)))
    return answers


def ridge_degrees(x: Array, strength: float, *, intercept: bool = True) -> float:
    """How many weights are effectively left: from the rank of x, at 0, down to 0."""
    _not_negative(strength)
    data = centred(x, np.zeros(len(x)), intercept=intercept)
    s = np.linalg.svd(data.x, compute_uv=False)
    return float((s * _inverse(s, strength)).sum())


def _inverse(s: Array, strength: float) -> Array:
    """s/(s² + λ), and 0 where a singular value is nothing but rounding."""
    real = s > np.finfo(np.float64).eps * 1e3 * max(float(s.max(initial=0)), 1e-300)
    return np.where(real, s / np.where(real, s**2 + strength, 1), 0)


def _not_negative(strength: float) -> None:
    must(strength >= 0, "strength must not be negative", strength, "It would reward size.")
