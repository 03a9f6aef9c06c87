"""The dense layer: every output sees every input.

    y = x W + b          dL/dx = dL/dy Wᵀ     dL/dW = xᵀ dL/dy     dL/db = Σ_n dL/dy

Letters: N samples, D inputs, K outputs. The trap is the bias: it is added to every sample, so its
gradient is the sum over them, not their mean and not one row. In float16 that sum would stop at
2,048, where adding 1 no longer changes anything; it is made in float32.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must, sizes

__all__ = ["dense", "dense_backward"]

Cache = tuple[Array, Array]


def dense(x: Array, weight: Array, bias: Array) -> tuple[Array, Cache]:
    """Outputs (N, K) of inputs (N, D), weight (D, K) and bias (K,), and what backward needs."""
    x = floating("x", x)
    _, D = sizes("x", x, "N D", "Flatten the rest first: x.reshape(len(x), -1).")
    rows, K = sizes("weight", weight, "D K")
    must(
        rows == D,
        f"weight must have a row for each of the {D} inputs",
        f"shape {weight.shape}",
        "PyTorch keeps it transposed: use weight.T.",
    )
    must(bias.shape == (K,), f"bias must have shape ({K},)", f"shape {bias.shape}", "One each.")
    return x @ weight + bias, (x, weight)  # (N, K)


def dense_backward(dy: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Gradients by x (N, D), weight (D, K) and bias (K,) for the gradient dy (N, K)."""
    x, weight = cache
    dx = dy @ weight.T  # (N, D)
    dweight = x.T @ dy  # (D, K)
    dbias = dy.sum(axis=0, dtype=np.result_type(dy, np.float32))  # (K,)
    return dx, dweight, dbias.astype(dy.dtype, copy=False)
