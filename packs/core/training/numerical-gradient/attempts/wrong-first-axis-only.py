# expect: first-axis-only
import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    moved = np.array(x, dtype=np.float64)
    gradient = np.zeros(moved.shape)
    for k in range(len(moved)) if moved.ndim else [()]:
        here = moved[k].copy()
        moved[k] = here + eps
        above = f(moved)
        moved[k] = here - eps
        gradient[k] = (above - f(moved)) / (2 * eps)
        moved[k] = here
    return gradient
