import numpy as np


def backward_error(forward, backward, x, v, eps=1e-5):
    x, v = np.asarray(x, dtype=float), np.asarray(v, dtype=float)

    def objective(z):
        return float(np.vdot(v, forward(z)))

    estimate = np.zeros(x.shape)
    for place, _ in np.ndenumerate(x):
        up, down = x.copy(), x.copy()
        up[place] += eps
        down[place] -= eps
        estimate[place] = (objective(up) - objective(down)) / (2.0 * eps)
    claimed = np.asarray(backward(x.copy(), v))
    total = np.sqrt(np.sum(claimed**2)) + np.sqrt(np.sum(estimate**2))
    if total == 0:
        return 0.0
    return float(np.sqrt(np.sum((claimed - estimate) ** 2)) / total)
