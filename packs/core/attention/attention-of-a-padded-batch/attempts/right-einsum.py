import numpy as np


def attend(x, w_q, w_k, w_v, lengths, heads=1, causal=False):
    N, T, _E = x.shape
    q, k, v = ((x @ w).reshape(N, T, heads, -1) for w in (w_q, w_k, w_v))
    s = np.einsum("nthd,nshd->nhts", q, k) * q.shape[3] ** -0.5
    t = np.arange(T)
    may = np.broadcast_to(t < np.asarray(lengths)[:, None, None, None], s.shape)
    if causal:
        may = may & (t <= t[:, None])
    s = np.where(may, s, -np.inf)
    p = np.exp(s - s.max(-1, keepdims=True))
    y = np.einsum("nhts,nshd->nthd", p, v) / p.sum(-1).swapaxes(1, 2)[..., None]
    return y.reshape(N, T, -1)
