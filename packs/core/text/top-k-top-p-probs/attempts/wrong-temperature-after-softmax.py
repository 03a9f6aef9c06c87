# expect: temperature-after-softmax
import numpy as np


def top_k_top_p_probs(logits, k=None, p=1.0, temperature=1.0):
    order = np.argsort(-logits, axis=-1, kind="stable")[..., :k]
    ranked = np.take_along_axis(logits, order, axis=-1)
    probs = np.exp(ranked - ranked[..., :1])
    probs /= probs.sum(axis=-1, keepdims=True)
    kept = np.cumsum(probs, axis=-1) - probs < p
    ranked = np.where(kept, (ranked - ranked[..., :1]) / temperature, -np.inf)
    probs = np.exp(ranked)
    out = np.zeros_like(logits)
    np.put_along_axis(out, order, probs / probs.sum(axis=-1, keepdims=True), axis=-1)
    return out
