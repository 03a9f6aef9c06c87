# expect: one-sided
import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    moved = np.array(x, dtype=np.float64)
    gradient = np.zeros(moved.shape)
    start = f(moved)
    for k in np.ndindex(moved.shape):
        here = moved[k]
        moved[k] = here + eps
        gradient[k] = (f(moved) - start) / eps
        moved[k] = here
    return gradient
