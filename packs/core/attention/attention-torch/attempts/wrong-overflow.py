# expect: overflow
import torch


def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-1, -2) / q.shape[-1] ** 0.5
    if mask is not None:
        scores = scores.masked_fill(~mask, -1e30)
    e = torch.exp(scores)
    weights = e / (e.sum(dim=-1, keepdim=True) + (e.sum(dim=-1, keepdim=True) == 0))
    if mask is not None:
        weights = weights.masked_fill(~mask, 0.0)
    return weights @ v
