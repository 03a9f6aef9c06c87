# expect: ties-all-kept
import numpy as np


def top_k_top_p_probs(logits, k=None, p=1.0, temperature=1.0):
    z = logits / temperature
    if k is not None:
        least = np.sort(z, axis=-1)[..., ::-1][..., :k][..., -1:]
        z = np.where(z >= least, z, -np.inf)
    probs = np.exp(z - z.max(axis=-1, keepdims=True))
    probs /= probs.sum(axis=-1, keepdims=True)
    ranked = -np.sort(-probs, axis=-1)
    inside = np.cumsum(ranked, axis=-1) - ranked < p
    least = np.where(inside, ranked, np.inf).min(axis=-1, keepdims=True)
    probs = np.where(probs >= least, probs, 0.0)
    return probs / probs.sum(axis=-1, keepdims=True)
