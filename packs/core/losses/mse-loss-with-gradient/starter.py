import numpy as np


def mse_loss(pred: np.ndarray, target: np.ndarray) -> tuple[float, np.ndarray]:
    """The mean of the squared differences, and its gradient with respect to pred (same shape)."""
    loss = 0.0
    grad = np.zeros(pred.shape)
    return loss, grad
