import math

import numpy as np


def scaled_dot_product_attention(q, k, v, mask=None):
    d, s, f = q.shape[-1], k.shape[-2], v.shape[-1]
    out = np.zeros((*q.shape[:-1], f))
    if mask is None:
        mask = np.ones((1, 1), dtype=bool)
    mask = np.broadcast_to(mask, (*q.shape[:-1], s))
    for place in np.ndindex(q.shape[:-1]):
        lead = place[:-1]
        scores = {}
        for j in range(s):
            if mask[(*place, j)]:
                total = 0.0
                for a, b in zip(q[place], k[(*lead, j)], strict=False):
                    total += float(a) * float(b)
                scores[j] = total / d**0.5
        if not scores:
            continue
        top = max(scores.values())
        whole = sum(math.exp(x - top) for x in scores.values())
        for j, x in scores.items():
            out[place] += math.exp(x - top) / whole * v[(*lead, j)]
    return out
