import numpy as np


def top_k_top_p_probs(logits, k=None, p=1.0, temperature=1.0):
    z = logits.astype(np.float64) / temperature
    # the rank of a token: how many come before it
    larger = z[..., None, :] > z[..., :, None]
    index = np.arange(z.shape[-1])
    earlier = (z[..., None, :] == z[..., :, None]) & (index[None, :] < index[:, None])
    ahead = larger | earlier
    if k is not None:
        z = np.where(ahead.sum(-1) < k, z, -np.inf)
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    probs = e / e.sum(axis=-1, keepdims=True)
    before = (ahead * probs[..., None, :]).sum(-1)
    probs = probs * (before < p)
    return probs / probs.sum(axis=-1, keepdims=True)
