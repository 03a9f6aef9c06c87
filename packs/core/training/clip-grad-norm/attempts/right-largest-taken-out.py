import math

import numpy as np


def clip_grad_norm(grads, max_norm):
    largest = max((float(np.abs(g).max(initial=0.0)) for g in grads), default=0.0) or 1.0
    squares = sum(float(np.sum((g.astype(float) / largest) ** 2)) for g in grads)
    norm = largest * math.sqrt(squares)
    factor = max_norm / norm if norm > max_norm else 1.0
    return [g * factor for g in grads], norm
