import numpy as np


def scaled_dot_product_attention(
    q: np.ndarray, k: np.ndarray, v: np.ndarray, mask: np.ndarray | None = None
) -> np.ndarray:
    """Weighted means of the values, one a query: (..., L, F)."""
    scores = q @ k.swapaxes(-1, -2) / np.sqrt(q.shape[-1])  # (..., L, S)
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)  # (..., L, 1)
    weights = np.exp(scores - np.where(np.isfinite(top), top, 0.0))  # no −∞ − (−∞)
    total = weights.sum(axis=-1, keepdims=True)
    # The largest weight of a row is 1, so that only a row without any sums to less.
    return weights / np.maximum(total, 1.0) @ v  # (..., L, F)
