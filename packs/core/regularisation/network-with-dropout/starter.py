import numpy as np


def network(
    x: np.ndarray,
    y: np.ndarray,
    w1: np.ndarray,
    b1: np.ndarray,
    w2: np.ndarray,
    b2: np.ndarray,
    noise: np.ndarray | None,
    p: float,
    decay: float = 0.0,
    training: bool = True,
) -> tuple[float, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Loss of a classifier with a dropped hidden layer, and its gradients by the parameters.

    x: (N, D); y: (N,); w1: (D, K); b1: (K,); w2: (K, C); b2: (C,); noise: (N, K) or None.
    Returns (loss, grad_w1, grad_b1, grad_w2, grad_b2).
    """
    return 0.0, w1 * 0, b1 * 0, w2 * 0, b2 * 0
