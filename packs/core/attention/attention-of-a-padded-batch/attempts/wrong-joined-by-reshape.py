# expect: joined-without-turning
import numpy as np


def attend(x, w_q, w_k, w_v, lengths, heads=1, causal=False):
    """Self-attention of a padded batch."""
    batch, steps, _ = x.shape
    each = w_q.shape[1] // heads
    parts = []
    for weight in (w_q, w_k, w_v):
        y = (x @ weight).reshape(batch, steps, heads, each)
        parts.append(y.swapaxes(1, 2))
    q, k, v = parts
    scores = q @ k.swapaxes(2, 3) / np.sqrt(each)
    hidden = ~np.tri(steps, dtype=bool) if causal else np.zeros(steps, dtype=bool)
    padded = np.arange(steps) >= lengths[:, None]
    hidden = hidden | padded[:, None, None]
    scores = np.where(hidden, -np.inf, scores)
    top = scores.max(axis=3, keepdims=True)
    powers = np.exp(scores - top)
    weights = powers / powers.sum(axis=3, keepdims=True)
    y = (weights @ v).reshape(batch, steps, heads, each)
    return y.reshape(batch, steps, heads * each)
