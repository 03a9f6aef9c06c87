import numpy as np


def attention_backward(
    grad_out: np.ndarray,
    q: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    mask: np.ndarray | None = None,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Gradients by q (..., L, D), k (..., S, D) and v (..., S, F)."""
    root = np.sqrt(q.shape[-1])
    scores = q @ k.swapaxes(-1, -2) / root  # (..., L, S)
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(np.isfinite(top), top, 0.0))
    # The largest weight of a row is 1, so that only a row without any sums to less.
    p = weights / np.maximum(weights.sum(axis=-1, keepdims=True), 1.0)
    g = grad_out @ v.swapaxes(-1, -2)  # by the weights, (..., L, S)
    ds = p * (g - (p * g).sum(axis=-1, keepdims=True)) / root  # by q kᵀ
    return ds @ k, ds.swapaxes(-1, -2) @ q, p.swapaxes(-1, -2) @ grad_out
