# expect: changed-argument
import torch


def log_softmax(x, dim=-1):
    with torch.no_grad():
        x -= x.amax(dim=dim, keepdim=True)
    return x - x.exp().sum(dim=dim, keepdim=True).log()
