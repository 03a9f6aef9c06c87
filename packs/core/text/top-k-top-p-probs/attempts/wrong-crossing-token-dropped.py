# expect: crossing-token-dropped
import numpy as np


def top_k_top_p_probs(logits, k=None, p=1.0, temperature=1.0):
    z = logits / temperature
    order = np.argsort(-z, axis=-1, kind="stable")[..., :k]
    ranked = np.take_along_axis(z, order, axis=-1)
    probs = np.exp(ranked - ranked[..., :1])
    probs /= probs.sum(axis=-1, keepdims=True)
    if p < 1:
        probs = np.where(np.cumsum(probs, axis=-1) <= p, probs, 0.0)
    out = np.zeros_like(z)
    np.put_along_axis(out, order, probs / probs.sum(axis=-1, keepdims=True), axis=-1)
    return out
