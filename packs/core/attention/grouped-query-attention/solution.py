import numpy as np


def grouped_query_attention(
    q: np.ndarray, k: np.ndarray, v: np.ndarray, num_kv_heads: int
) -> np.ndarray:
    """Attention whose query heads share key and value heads: (N, L, H·F)."""
    width = k.shape[2] // num_kv_heads  # D
    # Heads that do not fit do not reshape: a ValueError.
    queries = q.reshape(*q.shape[:2], num_kv_heads, -1, width)  # (N, L, G, H/G, D)
    keys = k.reshape(*k.shape[:2], num_kv_heads, width)  # (N, S, G, D)
    values = v.reshape(*v.shape[:2], num_kv_heads, -1)  # (N, S, G, F)
    scores = np.einsum("nlghd,nsgd->nlghs", queries, keys) / np.sqrt(width)
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    total = weights.sum(axis=-1, keepdims=True)
    means = np.einsum("nlghs,nsgf->nlghf", weights / total, values)
    return means.reshape(*q.shape[:2], -1)  # heads of a group are neighbours
