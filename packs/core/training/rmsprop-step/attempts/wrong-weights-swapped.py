# expect: weights-swapped
import numpy as np


def rmsprop_step(
    param: np.ndarray,
    grad: np.ndarray,
    sq: np.ndarray,
    lr: float = 1e-2,
    alpha: float = 0.99,
    eps: float = 1e-8,
) -> tuple[np.ndarray, np.ndarray]:
    """One step of RMSProp: the new param and the new running mean of squares."""
    sq = (1 - alpha) * sq + alpha * grad**2
    return param - lr * grad / (np.sqrt(sq) + eps), sq
