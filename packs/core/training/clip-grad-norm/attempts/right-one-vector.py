import numpy as np


def clip_grad_norm(grads, max_norm):
    flat = np.concatenate([np.zeros(1), *(np.ravel(grad) for grad in grads)])  # float64
    top = np.max(np.abs(flat))
    norm = 0.0 if top == 0 else top * np.linalg.norm(flat / top)
    copies = [np.array(grad) for grad in grads]
    if norm > max_norm:
        for grad in copies:
            grad *= max_norm / norm
    return copies, norm
