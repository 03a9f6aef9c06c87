# expect: look-ahead-kept
import numpy as np


def sgd_step(
    param: np.ndarray,
    grad: np.ndarray,
    velocity: np.ndarray,
    lr: float,
    momentum: float = 0.0,
    nesterov: bool = False,
    weight_decay: float = 0.0,
) -> tuple[np.ndarray, np.ndarray]:
    """One step of SGD in PyTorch's convention: the new param and the new velocity."""
    slope = grad + weight_decay * param
    velocity = momentum * velocity + slope
    step = slope + momentum * velocity if nesterov else velocity
    return param - lr * step, step
