# expect: zero-logits
import numpy as np


def top_k_top_p_probs(logits, k=None, p=1.0, temperature=1.0):
    z = logits / temperature
    order = np.argsort(-z, axis=-1, kind="stable")
    ranked = np.take_along_axis(z, order, axis=-1)
    if k is not None:
        ranked[..., k:] = 0.0
    probs = np.exp(ranked - ranked.max(axis=-1, keepdims=True))
    probs /= probs.sum(axis=-1, keepdims=True)
    inside = np.cumsum(probs, axis=-1) - probs < p
    ranked = np.where(inside, ranked, 0.0)
    probs = np.exp(ranked - ranked.max(axis=-1, keepdims=True))
    out = np.zeros_like(z)
    np.put_along_axis(out, order, probs / probs.sum(axis=-1, keepdims=True), axis=-1)
    return out
