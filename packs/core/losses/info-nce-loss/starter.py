import numpy as np


def info_nce_loss(z1: np.ndarray, z2: np.ndarray, temperature: float = 0.1) -> float:
    """Symmetric InfoNCE of two views (N, D) and (N, D): row i of both are partners."""
    return 0.0
