import numpy as np


def multi_head_attention(x, w_q, w_k, w_v, w_o, num_heads, mask=None):
    (_N, T, E), A = x.shape, w_q.shape[1]
    d = A // num_heads
    if d * num_heads != A:
        raise ValueError("heads")
    wq, wk, wv = (w.reshape(E, num_heads, d) for w in (w_q, w_k, w_v))
    q = np.einsum("nte,ehd->nhtd", x, wq)
    k = np.einsum("nte,ehd->nhtd", x, wk)
    v = np.einsum("nte,ehd->nhtd", x, wv)
    s = np.einsum("nhtd,nhsd->nhts", q, k) / np.sqrt(d)
    m = np.ones((1, T, T), bool) if mask is None else np.array(mask, ndmin=3)
    m = m[:, None, :, :]
    s = np.where(m, s, np.finfo(s.dtype).min / 2)
    p = np.exp(s - s.max(-1, keepdims=True)) * m
    p = p / np.maximum(p.sum(-1, keepdims=True), 1e-30)
    return np.einsum("nhts,nhsd,hde->nte", p, v, w_o.reshape(num_heads, d, E))
