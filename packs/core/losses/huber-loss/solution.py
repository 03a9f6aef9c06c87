import numpy as np


def huber_loss(
    pred: np.ndarray, target: np.ndarray, delta: float = 1.0
) -> tuple[float, np.ndarray]:
    """Huber's loss, its mean over all entries, and its gradient by pred."""
    error = pred - target
    near = np.clip(error, -delta, delta)  # the slope of each entry
    loss = near * (error - near / 2)  # e²/2 inside, delta (|e| - delta/2) outside
    return float(loss.mean()), near / error.size
