# expect: overflow
import numpy as np


def clip_grad_norm(grads, max_norm):
    norm = float(np.sqrt(sum(np.sum(grad**2) for grad in grads)))
    factor = max_norm / norm if norm > max_norm else 1.0
    return [grad * factor for grad in grads], norm
