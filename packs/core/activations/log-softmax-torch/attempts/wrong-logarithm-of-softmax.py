# expect: logarithm-of-softmax
import torch


def log_softmax(x, dim=-1):
    z = torch.exp(x - x.amax(dim=dim, keepdim=True))
    return torch.log(z / z.sum(dim=dim, keepdim=True))
