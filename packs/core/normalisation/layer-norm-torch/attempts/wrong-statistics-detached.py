# expect: statistics-detached
import torch


def layer_norm(x, normalized_shape, weight=None, bias=None, eps=1e-5):
    dims = tuple(range(-len(normalized_shape), 0))
    with torch.no_grad():
        mean = x.mean(dim=dims, keepdim=True)
        std = (x.var(dim=dims, keepdim=True, correction=0) + eps).sqrt()
    out = (x - mean) / std
    if weight is not None:
        out = out * weight
    return out if bias is None else out + bias
