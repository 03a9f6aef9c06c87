import numpy as np


def gradients(x, h0, w_x, w_h, b, target):
    """One step, then the same function for the rest."""
    h = np.tanh(w_x @ x[0] + w_h @ h0 + b)
    if len(x) == 1:
        loss, back = 0.5 * np.sum((h - target) ** 2), h - target
        rest = (0.0, 0.0, 0.0)
    else:
        loss, back, *rest = gradients(x[1:], h, w_x, w_h, b, target)
    delta = back * (1 - h**2)
    own = (delta[:, None] * x[0], delta[:, None] * h0, delta)
    return loss, delta @ w_h, *(a + c for a, c in zip(own, rest, strict=True))
