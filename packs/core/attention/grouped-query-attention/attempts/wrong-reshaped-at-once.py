# expect: reshaped-at-once
import numpy as np


def grouped_query_attention(q, k, v, num_kv_heads):
    N, L, Q = q.shape
    S, G = k.shape[1], num_kv_heads
    if k.shape[2] % G or v.shape[2] % G:
        raise ValueError("G does not divide the keys or the values")
    D, F = k.shape[2] // G, v.shape[2] // G
    if Q % D or (Q // D) % G:
        raise ValueError("the queries do not fit")
    H = Q // D
    qh = q.reshape(N, H, L, D)
    kh = k.reshape(N, G, S, D)
    vh = v.reshape(N, G, S, F)
    kh, vh = np.repeat(kh, H // G, axis=1), np.repeat(vh, H // G, axis=1)
    s = qh @ kh.swapaxes(-1, -2) / np.sqrt(D)
    p = np.exp(s - s.max(axis=-1, keepdims=True))
    p = p / p.sum(axis=-1, keepdims=True)
    return (p @ vh).transpose(0, 2, 1, 3).reshape(N, L, H * F)
