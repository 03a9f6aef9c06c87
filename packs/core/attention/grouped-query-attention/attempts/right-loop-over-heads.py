import numpy as np


def grouped_query_attention(q, k, v, num_kv_heads):
    k_heads = np.split(k, num_kv_heads, axis=2)  # raises ValueError where they do not split
    v_heads = np.split(v, num_kv_heads, axis=2)
    width = k_heads[0].shape[2]
    if q.shape[2] % width:
        raise ValueError("no whole heads")
    q_heads = np.split(q, q.shape[2] // width, axis=2)
    if len(q_heads) % num_kv_heads:
        raise ValueError("no whole groups")
    share = len(q_heads) // num_kv_heads
    out = []
    for h, one in enumerate(q_heads):
        s = np.matmul(one, k_heads[h // share].transpose(0, 2, 1)) * width**-0.5
        e = np.exp(s - np.max(s, axis=2)[..., None])
        out.append(np.matmul(e / np.sum(e, axis=2)[..., None], v_heads[h // share]))
    return np.concatenate(out, axis=2)
