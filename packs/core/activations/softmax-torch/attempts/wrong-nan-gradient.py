# expect: nan-gradient
import torch


def softmax(x, dim=-1):
    e = torch.exp(x - x.detach().amax(dim=dim, keepdim=True))
    p = e / e.sum(dim=dim, keepdim=True)
    return torch.where(torch.isnan(p), torch.zeros_like(p), p)
