"""Squared error, in the three conventions that are easily taken for each other.

    MSE             (1/M) Σ (y − t)²            gradient (2/M)(y − t)      M values in all
    SSE                   Σ (y − t)²            gradient   2 (y − t)
    half squared    (1/2N) Σ_n ‖y_n − t_n‖²     gradient   (y − t) / N     N samples

The same learning rate means another step in each: with N samples of K outputs, the gradients stand
as 2/(NK) : 2 : 1/N. The half is there to cancel the 2. All three are least at the mean of the
targets, and a far target pulls with a force that grows with its distance. The trap in float16: a
difference of 256 squares to infinity, so the sums are made in float32.
Sources: Legendre, 1805; Gauss, 1809.
"""

from __future__ import annotations

from ..shapes import Array
from .pairs import paired

__all__ = ["half_squared_error", "mse", "sse"]


def mse(prediction: Array, target: Array) -> tuple[float, Array]:
    """The mean of the squared errors over all values, and its gradient by the prediction."""
    y, t, kind = paired(prediction, target)
    error = y - t
    return float((error**2).mean()), (2 / error.size * error).astype(kind)


def sse(prediction: Array, target: Array) -> tuple[float, Array]:
    """The sum of the squared errors over all values, and its gradient by the prediction."""
    y, t, kind = paired(prediction, target)
    error = y - t
    return float((error**2).sum()), (2 * error).astype(kind)


def half_squared_error(prediction: Array, target: Array) -> tuple[float, Array]:
    """Half the squared distance of a row to its target, averaged over the N rows; gradient."""
    y, t, kind = paired(prediction, target)
    error, N = y - t, len(y) if y.ndim else 1
    return float((error**2).sum()) / (2 * N), (error / N).astype(kind)
