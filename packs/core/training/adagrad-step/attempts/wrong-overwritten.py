# expect: overwritten
import numpy as np


def adagrad_step(
    param: np.ndarray,
    grad: np.ndarray,
    total: np.ndarray,
    lr: float = 1e-2,
    eps: float = 1e-10,
) -> tuple[np.ndarray, np.ndarray]:
    """One step of Adagrad: the new param and the new sum of squares."""
    total = grad**2
    return param - lr * grad / (np.sqrt(total) + eps), total
