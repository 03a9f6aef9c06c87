import numpy as np


def backward_error(forward, backward, x, v, eps=1e-5):
    x = np.array(x, dtype=np.float64)
    n = x.size
    steps = eps * np.eye(n).reshape(n, *x.shape)
    rows = np.array([(forward(x + s) - forward(x - s)).ravel() / (2 * eps) for s in steps])
    estimate = rows @ np.asarray(v, float).ravel()
    claimed = np.array(backward(x, v), dtype=float).ravel()
    sizes = [np.linalg.norm(g) for g in (claimed, estimate, claimed - estimate)]
    return 0.0 if not sizes[0] + sizes[1] else sizes[2] / (sizes[0] + sizes[1])
