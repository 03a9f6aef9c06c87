# expect: naive-exponential
import numpy as np


def top_k_top_p_probs(logits, k=None, p=1.0, temperature=1.0):
    z = logits / temperature
    order = np.argsort(-z, axis=-1, kind="stable")[..., :k]
    probs = np.exp(np.take_along_axis(z, order, axis=-1))
    probs /= probs.sum(axis=-1, keepdims=True)
    probs = np.where(np.cumsum(probs, axis=-1) - probs < p, probs, 0.0)
    out = np.zeros_like(z)
    np.put_along_axis(out, order, probs / probs.sum(axis=-1, keepdims=True), axis=-1)
    return out
