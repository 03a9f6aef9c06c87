# expect: full-mask-forgotten
import torch


def softmax(x, dim=-1):
    e = torch.exp(x - x.detach().amax(dim=dim, keepdim=True))
    return e / e.sum(dim=dim, keepdim=True)
