import numpy as np


def pca(x: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Codes (N, k), components (k, D) and their shares of the variance (k,)."""
    centred = x - x.mean(axis=0)  # (N, D)
    _, spread, directions = np.linalg.svd(centred, full_matrices=False)  # largest first
    components = directions[:k]  # (k, D)
    place = np.abs(components).argmax(axis=1)  # (k,), the entries whose signs are agreed on
    components = components * np.sign(components[np.arange(k), place])[:, None]
    variance = spread**2
    return centred @ components.T, components, variance[:k] / variance.sum()
