# expect: not-summed
import numpy as np


def gradients(x, h0, w_x, w_h, b, target):
    """The loss of the last state, and its gradients: h0, w_x, w_h and b."""
    states = [h0]
    h = h0
    for t in range(len(x)):
        z = w_x @ x[t] + w_h @ h + b
        h = np.tanh(z)
        states.append(h)
    loss = 0.5 * np.sum((states[-1] - target) ** 2)
    grad_w_x = np.zeros_like(w_x)
    grad_w_h = np.zeros_like(w_h)
    grad_b = np.zeros_like(b)
    grad_h = states[-1] - target
    for t in reversed(range(len(x))):
        grad_z = grad_h * (1 - states[t + 1] ** 2)
        grad_w_x = np.outer(grad_z, x[t])
        grad_w_h += np.outer(grad_z, states[t])
        grad_b += grad_z
        grad_h = w_h.T @ grad_z
    return loss, grad_h, grad_w_x, grad_w_h, grad_b
