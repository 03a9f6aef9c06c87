import numpy as np


def multi_head_attention(
    x: np.ndarray,
    w_q: np.ndarray,
    w_k: np.ndarray,
    w_v: np.ndarray,
    w_o: np.ndarray,
    num_heads: int,
    mask: np.ndarray | None = None,
) -> np.ndarray:
    """Self-attention with several heads: (N, T, E)."""

    def split(y):  # (N, T, A) → (N, H, T, A/H); ValueError unless H divides A
        return y.reshape(*y.shape[:2], num_heads, -1).swapaxes(1, 2)

    q, k, v = split(x @ w_q), split(x @ w_k), split(x @ w_v)
    scores = q @ k.swapaxes(2, 3) / np.sqrt(q.shape[3])  # (N, H, T, T)
    if mask is not None:
        each = mask if mask.ndim == 2 else mask[:, None]  # an axis for the heads
        scores = np.where(each, scores, -np.inf)
    top = scores.max(axis=3, keepdims=True)
    weights = np.exp(scores - np.where(np.isfinite(top), top, 0.0))
    # The largest weight of a row is 1, so that only a row without any sums to less.
    total = np.maximum(weights.sum(axis=3, keepdims=True), 1.0)
    heads = (weights / total @ v).swapaxes(1, 2)  # (N, T, H, A/H)
    return heads.reshape(*x.shape[:2], -1) @ w_o  # (N, T, E)
