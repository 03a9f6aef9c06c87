# expect: changed-argument
import numpy as np


def train(start, target, scales, steps=6, lr=0.1, beta1=0.9, beta2=0.999, eps=1e-8):
    """Where Adam stands before the first step and after each, on a bowl."""
    x = start
    m = np.zeros_like(x)
    v = np.zeros_like(x)
    path = [x.copy()]
    for t in range(1, steps + 1):
        error = x - target
        grad = scales * error
        m = beta1 * m + (1 - beta1) * grad
        v = beta2 * v + (1 - beta2) * grad**2
        m_hat = m / (1 - beta1**t)
        v_hat = v / (1 - beta2**t)
        x -= lr * m_hat / (np.sqrt(v_hat) + eps)
        path.append(x.copy())
    return np.array(path)
