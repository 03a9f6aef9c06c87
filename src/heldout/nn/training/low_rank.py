"""LoRA: train a low-rank difference to a frozen weight.

    y = x W + (α / r) x A B          dA = (α / r) xᵀ dy Bᵀ     dB = (α / r) (x A)ᵀ dy

Letters: D features in, K out, r the rank; W (D, K) is frozen, A (D, r) starts at random, B (r, K)
at zero, so that training starts at the old network. r (D + K) numbers are trained instead of D K,
and the optimizer keeps its state for those only. α / r lets one change r and keep the rate.
Afterwards W + (α / r) A B is one matrix again, and costs nothing more.

The traps: A *and* B at zero, where neither gets a gradient; and making A B for every batch: it
is as large as W, where x A is narrow.

Source: Hu et al., 2021, section 4.1.
"""

from __future__ import annotations

from ..shapes import Array, floating, must, sizes

__all__ = ["low_rank_dense", "low_rank_dense_backward", "merged"]

Cache = tuple[Array, Array, Array, Array, Array, float]


def low_rank_dense(
    x: Array, weight: Array, a: Array, b: Array, alpha: float
) -> tuple[Array, Cache]:
    """Outputs (N, K) of x (N, D), weight (D, K), a (D, r), b (r, K), and what backward needs."""
    x = floating("x", x)
    _fits(weight, a, b)
    scale = alpha / a.shape[1]
    narrow = x @ a  # (N, r)
    return x @ weight + scale * (narrow @ b), (x, weight, a, b, narrow, scale)


def low_rank_dense_backward(dy: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Gradients by x, a and b for dy (N, K); the weight is frozen and gets none."""
    x, weight, a, b, narrow, scale = cache
    dnarrow = scale * (dy @ b.T)  # (N, r)
    return dy @ weight.T + dnarrow @ a.T, x.T @ dnarrow, scale * (narrow.T @ dy)


def merged(weight: Array, a: Array, b: Array, alpha: float) -> Array:
    """One weight (D, K) that does the same as all three."""
    _fits(weight, a, b)
    return weight + alpha / a.shape[1] * (a @ b)


def _fits(weight: Array, a: Array, b: Array) -> None:
    D, K = sizes("weight", weight, "D K")
    _, rank = sizes("a", a, "D r")
    must(
        a.shape == (D, rank) and b.shape == (rank, K),
        f"a must have shape ({D}, r) and b (r, {K})",
        f"{a.shape} and {b.shape}",
        "PyTorch's adapters are transposed: use lora_A.weight.T and lora_B.weight.T.",
    )
