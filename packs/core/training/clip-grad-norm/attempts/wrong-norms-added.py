# expect: norms-added
import math

import numpy as np


def clip_grad_norm(grads: list[np.ndarray], max_norm: float) -> tuple[list[np.ndarray], float]:
    """The gradients, scaled together to a norm of at most max_norm, and the norm before."""
    # hypot takes the largest entry out before it squares, so that nothing overflows.
    norm = sum(math.hypot(*(float(entry) for entry in g.flat)) for g in grads)
    factor = max_norm / norm if norm > max_norm else 1.0
    return [g * factor for g in grads], norm
