import numpy as np


def top_k_top_p_probs(
    logits: np.ndarray, k: int | None = None, p: float = 1.0, temperature: float = 1.0
) -> np.ndarray:
    """Probabilities like logits: of the k likeliest tokens, those that make up p."""
    z = logits / temperature
    order = np.argsort(-z, axis=-1, kind="stable")[..., :k]  # (..., k), falling
    ranked = np.take_along_axis(z, order, axis=-1)
    weights = np.exp(ranked - ranked[..., :1])  # the largest stands first
    probs = weights / weights.sum(axis=-1, keepdims=True)
    before = np.cumsum(probs, axis=-1) - probs  # 0 for the first token, so it always stays
    kept = np.where(before < p, probs, 0.0)
    out = np.zeros_like(z)
    np.put_along_axis(out, order, kept / kept.sum(axis=-1, keepdims=True), axis=-1)
    return out
