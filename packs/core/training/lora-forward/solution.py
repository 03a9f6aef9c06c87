import numpy as np


def lora_forward(
    x: np.ndarray, weight: np.ndarray, a: np.ndarray, b: np.ndarray, alpha: float
) -> np.ndarray:
    """The frozen layer plus its low-rank adapter: (..., O)."""
    scale = alpha / a.shape[0]
    return x @ weight.T + scale * (x @ a.T @ b.T)  # (..., I) → (..., r) → (..., O)
