import numpy as np


def info_nce_loss(z1: np.ndarray, z2: np.ndarray, temperature: float = 0.1) -> float:
    """Symmetric InfoNCE: row i of z1 and row i of z2 are partners, all others strangers."""
    u = z1 / np.linalg.norm(z1, axis=1, keepdims=True)  # (N, D), rows of length 1
    v = z2 / np.linalg.norm(z2, axis=1, keepdims=True)
    scores = u @ v.T / temperature  # (N, N), partners on the diagonal
    forth = np.logaddexp.reduce(scores, axis=1)  # (N,)
    back = np.logaddexp.reduce(scores.T, axis=1)
    return float(((forth + back) / 2 - np.diag(scores)).mean())
