import torch


def attention(q, k, v, mask=None):
    s = torch.matmul(q, k.mT) * q.shape[-1] ** -0.5
    m = torch.ones_like(s) if mask is None else mask.to(s.dtype).expand_as(s)
    low = torch.where(m > 0, s, torch.full_like(s, torch.finfo(s.dtype).min))
    top = low.detach().amax(-1, keepdim=True)
    e = torch.exp(torch.where(m > 0, s - top, torch.zeros_like(s))) * m
    z = e.sum(-1, keepdim=True)
    return torch.matmul(e / torch.where(z > 0, z, torch.ones_like(z)), v)
