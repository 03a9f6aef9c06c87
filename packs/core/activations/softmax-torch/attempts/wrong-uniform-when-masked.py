# expect: uniform-when-masked
import torch


def softmax(x, dim=-1):
    x = x.masked_fill(x.isneginf(), torch.finfo(x.dtype).min)
    e = torch.exp(x - x.detach().amax(dim=dim, keepdim=True))
    return e / e.sum(dim=dim, keepdim=True)
