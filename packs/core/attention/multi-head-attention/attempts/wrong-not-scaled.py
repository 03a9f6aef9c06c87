# expect: not-scaled
import numpy as np


def multi_head_attention(x, w_q, w_k, w_v, w_o, num_heads, mask=None):
    (N, T, _E), A = x.shape, w_q.shape[1]
    if A % num_heads:
        raise ValueError("num_heads must divide A")
    d = A // num_heads
    q = (x @ w_q).reshape(N, T, num_heads, d).transpose(0, 2, 1, 3)
    k = (x @ w_k).reshape(N, T, num_heads, d).transpose(0, 2, 1, 3)
    v = (x @ w_v).reshape(N, T, num_heads, d).transpose(0, 2, 1, 3)
    s = q @ k.transpose(0, 1, 3, 2)
    if mask is not None:
        mask = mask if mask.ndim == 2 else mask[:, None]
        s = np.where(mask, s, -np.inf)
    top = s.max(axis=-1, keepdims=True)
    p = np.exp(s - np.where(top == -np.inf, 0, top))
    z = p.sum(axis=-1, keepdims=True)
    p = p / np.where(z == 0, 1, z)
    y = (p @ v).transpose(0, 2, 1, 3).reshape(N, T, A)
    return y @ w_o
