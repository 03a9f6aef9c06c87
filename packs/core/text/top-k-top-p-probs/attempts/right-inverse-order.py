import numpy as np


def top_k_top_p_probs(logits, k=None, p=1.0, temperature=1.0):
    z = logits / temperature
    order = np.argsort(-z, axis=-1, kind="stable")
    back = np.argsort(order, axis=-1)
    s = np.take_along_axis(z, order, -1)
    if k is not None:
        s[..., k:] = -np.inf
    s = np.exp(s - s.max(-1, keepdims=True))
    s /= s.sum(-1, keepdims=True)
    running = np.cumsum(s, -1)
    drop = np.zeros(s.shape, bool)
    drop[..., 1:] = running[..., :-1] >= p
    s[drop] = 0
    s /= s.sum(-1, keepdims=True)
    return np.take_along_axis(s, back, -1)
