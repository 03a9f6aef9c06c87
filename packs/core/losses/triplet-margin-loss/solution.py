import numpy as np


def triplet_margin_loss(
    anchor: np.ndarray, positive: np.ndarray, negative: np.ndarray, margin: float = 1.0
) -> tuple[float, np.ndarray, np.ndarray, np.ndarray]:
    """Mean of max(0, d(a, p) - d(a, n) + margin), and its gradients by a, p and n (N, D)."""
    near, u = _distance(anchor - positive)
    far, w = _distance(anchor - negative)
    excess = near - far + margin  # (N, 1)
    active = (excess > 0) / len(anchor)  # (N, 1), a share of the mean or nothing
    loss = np.maximum(excess, 0).mean()
    return float(loss), active * (u - w), -active * u, active * w


def _distance(gap: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The length of each row (N, 1), and its gradient (N, D): a unit vector, or 0 for no length."""
    length = np.linalg.norm(gap, axis=1, keepdims=True)
    return length, np.divide(gap, length, out=np.zeros_like(gap), where=length > 0)
