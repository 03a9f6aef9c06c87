"""Principal components: the linear code with the least squared error of its width.

    X − μ = U S Vᵀ          code = (x − μ) V_K          x̂ = μ + code V_Kᵀ
    error = Σ_{k>K} S_k² / (N D)       the squares of what was left out, a value

Letters: N samples, D inputs, K width. It is the fair opponent of an autoencoder of the same width:
no linear one can be better on the data it was fitted to (Eckart and Young), so that what a deep one
gains is owed to bending. The trap is the covariance: XᵀX squares the condition number, and small
directions drown in rounding; the singular values of the centred data themselves do not. Not
centring makes the mean the first component. Source: Pearson, 1901; Eckart and Young, 1936.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..shapes import Array, floating, must, sizes

__all__ = ["PCA", "pca", "subspace_angle"]


@dataclass(frozen=True)
class PCA:
    """The mean (D,), the axes (K, D), orthonormal and in falling order, and their spreads (K,)."""

    mean: Array
    axes: Array
    spread: Array  # the standard deviation along each axis, by N

    def encode(self, x: Array) -> Array:
        """The codes (N, K) of inputs (N, D)."""
        return (x - self.mean) @ self.axes.T

    def decode(self, code: Array) -> Array:
        """The points (N, D) that codes (N, K) stand for, on the plane of the axes."""
        return self.mean + code @ self.axes

    def anomaly_score(self, x: Array) -> Array:
        """The mean square of each input's distance from the plane (N,)."""
        return ((self.decode(self.encode(x)) - x) ** 2).mean(axis=1)  # (N,)


def pca(x: Array, width: int) -> PCA:
    """The first `width` principal components of (N, D); the sign of an axis means nothing."""
    x = floating("x", x)
    N, D = sizes("x", x, "N D")
    must(1 <= width <= min(N, D), f"width must be from 1 to {min(N, D)}", width, "Or more data.")
    wide = x.astype(np.result_type(x, np.float32), copy=False)
    mean = wide.mean(axis=0)  # (D,)
    _, singular, axes = np.linalg.svd(wide - mean, full_matrices=False)  # (R,), (R, D)
    spread = singular[:width] / float(np.sqrt(N))  # (K,)
    kind = x.dtype
    return PCA(mean.astype(kind), axes[:width].astype(kind), spread.astype(kind))


def subspace_angle(a: Array, b: Array) -> float:
    """The largest angle between the row spaces of a (K, D) and b (K, D), in degrees.

    By its sine, for the cosine of a small angle is 1 in every floating type (Björck and Golub,
    1973); the rows need not be orthogonal, but independent.
    """
    K, D = sizes("a", a, "K D")
    must(b.shape == (K, D), f"b must have shape ({K}, {D})", b.shape, "Axes are rows.")
    first, _ = np.linalg.qr(a.T.astype(np.float64))  # (D, K)
    second, _ = np.linalg.qr(b.T.astype(np.float64))  # (D, K)
    outside = second - first @ (first.T @ second)  # (D, K)
    return float(np.degrees(np.arcsin(min(1.0, float(np.linalg.norm(outside, 2))))))
