import numpy as np


def grouped_query_attention(
    q: np.ndarray, k: np.ndarray, v: np.ndarray, num_kv_heads: int
) -> np.ndarray:
    """Attention whose query heads share key and value heads.

    q: (N, L, H·D); k: (N, S, G·D); v: (N, S, G·F), G = num_kv_heads. Returns (N, L, H·F).
    """
    return np.zeros(q.shape)
