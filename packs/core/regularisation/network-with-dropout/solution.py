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
    """Loss of a classifier with a dropped hidden layer, and its gradients by the parameters."""
    z = x @ w1 + b1  # (N, K)
    factor = (noise >= p) / (1 - p) if training else 1.0
    dropped = np.maximum(z, 0) * factor  # (N, K)
    scores = dropped @ w2 + b2  # (N, C)

    rows = np.arange(len(y))
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = -log_p[rows, y].mean() + decay / 2 * ((w1**2).sum() + (w2**2).sum())

    grad = np.exp(log_p)  # (N, C), by the scores
    grad[rows, y] -= 1
    grad /= len(y)
    grad_z = grad @ w2.T * factor * (z > 0)  # (N, K)
    return (
        loss,
        x.T @ grad_z + decay * w1,
        grad_z.sum(axis=0),
        dropped.T @ grad + decay * w2,
        grad.sum(axis=0),
    )
