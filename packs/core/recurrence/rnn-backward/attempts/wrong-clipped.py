# expect: clipped
import numpy as np


def rnn_backward(
    grad_h: np.ndarray,
    x: np.ndarray,
    h: np.ndarray,
    h0: np.ndarray,
    w_x: np.ndarray,
    w_h: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Backpropagation through time: the gradients of h0, w_x, w_h and b."""
    grad_w_x, grad_w_h = np.zeros_like(w_x), np.zeros_like(w_h)
    grad_b = np.zeros(len(w_x))
    carried = np.zeros_like(h0)  # what later steps ask of the state
    for t in reversed(range(x.shape[1])):
        before = h[:, t - 1] if t > 0 else h0  # the state that this step saw
        grad_z = (grad_h[:, t] + carried) * (1 - h[:, t] ** 2)  # (N, H)
        grad_z = np.clip(grad_z, -5.0, 5.0)
        grad_w_x += grad_z.T @ x[:, t]
        grad_w_h += grad_z.T @ before
        grad_b += grad_z.sum(axis=0)
        carried = grad_z @ w_h
    return carried, grad_w_x, grad_w_h, grad_b
