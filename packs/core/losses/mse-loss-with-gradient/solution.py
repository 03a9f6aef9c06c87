import numpy as np


def mse_loss(pred: np.ndarray, target: np.ndarray) -> tuple[float, np.ndarray]:
    """The mean of the squared differences, and its gradient with respect to pred."""
    if pred.shape != target.shape:
        raise ValueError(f"shapes differ: {pred.shape} and {target.shape}")
    difference = pred - target
    return float(np.mean(difference**2)), 2 * difference / difference.size
