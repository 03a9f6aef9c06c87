def attention(q, k, v, mask=None):
    """Weighted means of the values, (..., L, F); nothing comes from, or goes to, hidden keys."""
    import torch

    scores = q @ k.mT / q.shape[-1] ** 0.5  # (..., L, S)
    if mask is None:
        return scores.softmax(dim=-1) @ v
    # Finite, so that a row without keys is no 0/0, neither forth nor back.
    scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    return scores.softmax(dim=-1).masked_fill(~mask, 0.0) @ v
