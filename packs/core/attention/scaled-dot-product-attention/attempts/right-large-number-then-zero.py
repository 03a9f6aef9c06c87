import numpy as np


def scaled_dot_product_attention(q, k, v, mask=None):
    scores = np.matmul(q, np.moveaxis(k, -1, -2)) / np.sqrt(q.shape[-1], dtype=q.dtype)
    if mask is not None:
        scores = np.where(mask, scores, np.finfo(scores.dtype).min)
    scores = scores - np.max(scores, axis=-1, keepdims=True)
    p = np.exp(scores)
    if mask is not None:
        p = p * mask
    z = np.sum(p, axis=-1, keepdims=True)
    return np.divide(p, z, out=np.zeros_like(p), where=z > 0) @ v
