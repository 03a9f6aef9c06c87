"""Layer normalization: each sample by its own statistics, whatever else is in the batch.

    x̂ = (x − μ) / √(σ² + ε),   μ and σ² over the D features of one sample     y = γ x̂ + β

Letters: D features on the last axis; any axes before it (samples, steps). Batch normalization
takes its statistics down a column, this along a row: nothing needs to be kept for evaluation,
training and evaluation are the same, and a batch of one is as good as any. γ and β belong to the
features, not to the samples. Variance is biased (by D) and made in two passes.
Source: Ba, Kiros and Hinton, 2016, equation 4.
"""

from __future__ import annotations

from ..shapes import Array, floating, must
from .standardize import standardize, standardize_backward

__all__ = ["layer_norm", "layer_norm_backward"]

Cache = tuple[Array, Array, Array]


def layer_norm(
    x: Array, gamma: Array, beta: Array, *, epsilon: float = 1e-5
) -> tuple[Array, Cache]:
    """Outputs like x (..., D), for γ (D,) and β (D,), and what backward needs."""
    x = floating("x", x)
    D = x.shape[-1] if x.ndim else 0
    must(
        gamma.shape == beta.shape == (D,),
        f"gamma and beta must have shape ({D},), the last axis of x",
        f"shapes {gamma.shape} and {beta.shape}",
        "Images (N, C, H, W) are normalized over C, H and W by group_norm with one group.",
    )
    x_hat, inverse, _, _ = standardize(x, (-1,), epsilon)
    y = x_hat * gamma
    y += beta
    return y.astype(x.dtype, copy=False), (x_hat, inverse, gamma)


def layer_norm_backward(dy: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Gradients by x (..., D), γ (D,) and β (D,), the last two summed over all samples."""
    x_hat, inverse, gamma = cache
    before = tuple(range(dy.ndim - 1))
    dgamma = (dy * x_hat).sum(axis=before)  # (D,)
    dbeta = dy.sum(axis=before, dtype=x_hat.dtype)  # (D,)
    dx = standardize_backward(dy * gamma, x_hat, inverse, (-1,))
    kind = dy.dtype
    return dx.astype(kind, copy=False), dgamma.astype(kind), dbeta.astype(kind)
