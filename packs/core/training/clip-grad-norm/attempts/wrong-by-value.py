# expect: by-value
import math

import numpy as np


def clip_grad_norm(grads: list[np.ndarray], max_norm: float) -> tuple[list[np.ndarray], float]:
    """The gradients, scaled together to a norm of at most max_norm, and the norm before."""
    # hypot takes the largest entry out before it squares, so that nothing overflows.
    norm = math.hypot(*(float(entry) for g in grads for entry in g.flat))
    return [np.clip(g, -max_norm, max_norm) for g in grads], norm
