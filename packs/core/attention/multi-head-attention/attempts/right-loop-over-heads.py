import numpy as np


def multi_head_attention(x, w_q, w_k, w_v, w_o, num_heads, mask=None):
    A = w_q.shape[-1]
    if A % num_heads != 0:
        raise ValueError("num_heads must divide A")
    d = A // num_heads
    heads = []
    for h in range(num_heads):
        cols = np.arange(h * d, (h + 1) * d)
        q, k, v = x @ w_q[:, cols], x @ w_k[:, cols], x @ w_v[:, cols]
        s = q @ k.transpose(0, 2, 1) / d**0.5
        m = np.ones_like(s, dtype=bool) if mask is None else np.broadcast_to(mask, s.shape)
        s = np.where(m, s, -np.inf)
        s = s - np.where(m.any(-1, keepdims=True), s.max(-1, keepdims=True), 0)
        p = np.exp(s)
        z = p.sum(-1, keepdims=True)
        heads.append(np.divide(p, z, out=np.zeros_like(p), where=z > 0) @ v)
    return np.concatenate(heads, axis=-1) @ w_o
