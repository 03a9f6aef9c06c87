import numpy as np


def attend(x, w_q, w_k, w_v, lengths, heads=1, causal=False):
    N, T, _ = x.shape
    outs = []
    for a, b, c in zip(*(np.split(w, heads, axis=1) for w in (w_q, w_k, w_v)), strict=False):
        s = np.einsum("nte,ed,fd,nsf->nts", x, a, b, x, optimize=True) / np.sqrt(a.shape[1])
        for n in range(N):
            s[n, :, lengths[n] :] = -np.inf
        if causal:
            s[:, np.triu_indices(T, 1)[0], np.triu_indices(T, 1)[1]] = -np.inf
        p = np.exp(s - s.max(axis=2, keepdims=True))
        p /= p.sum(axis=2, keepdims=True)
        outs.append(p @ (x @ c))
    return np.concatenate(outs, axis=2)
