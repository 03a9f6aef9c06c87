import numpy as np


def cross_entropy(logits: np.ndarray, labels: np.ndarray) -> tuple[float, np.ndarray]:
    """Mean cross-entropy of the batch, and its gradient.

    logits: (N, C) raw scores; labels: (N,) true classes.
    Returns the loss (one number) and the gradient with respect to the logits (N, C).
    """
    loss = 0.0
    grad = np.zeros(logits.shape)  # (N, C)
    return loss, grad
