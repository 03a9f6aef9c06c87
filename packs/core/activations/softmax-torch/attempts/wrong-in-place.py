# expect: changed-argument
import torch


def softmax(x, dim=-1):
    with torch.no_grad():
        top = x.amax(dim=dim, keepdim=True)
        x -= top.masked_fill(top.isneginf(), 0)
    e = x.exp()
    total = e.sum(dim=dim, keepdim=True)
    return e / total.masked_fill(total == 0, 1)
