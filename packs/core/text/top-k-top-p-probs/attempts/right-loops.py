import math

import numpy as np


def top_k_top_p_probs(logits, k=None, p=1.0, temperature=1.0):
    rows = logits.reshape(-1, logits.shape[-1])
    out = np.zeros(rows.shape)
    for i, row in enumerate(rows.tolist()):
        pairs = sorted(((-value / temperature, j) for j, value in enumerate(row)))[:k]
        low = pairs[0][0]
        weights = [(math.exp(low - negative), j) for negative, j in pairs]
        total = sum(w for w, _ in weights)
        run, kept = 0.0, []
        for w, j in weights:
            kept.append((w, j))
            run += w / total
            if run >= p:
                break
        size = sum(w for w, _ in kept)
        for w, j in kept:
            out[i, j] = w / size
    return out.reshape(logits.shape)
