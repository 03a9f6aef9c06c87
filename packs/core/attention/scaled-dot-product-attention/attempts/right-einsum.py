import numpy as np


def scaled_dot_product_attention(q, k, v, mask=None):
    scores = np.einsum("...ld,...sd->...ls", q.astype(np.float64), k) * q.shape[-1] ** -0.5
    if mask is None:
        mask = np.ones(scores.shape, dtype=bool)
    scores[~np.broadcast_to(mask, scores.shape)] = -np.inf
    top = scores.max(-1)
    top[top == -np.inf] = 0
    e = np.exp(scores - top[..., None])
    z = e.sum(-1)
    z[z == 0] = 1
    return np.einsum("...ls,...sf->...lf", e / z[..., None], v)
