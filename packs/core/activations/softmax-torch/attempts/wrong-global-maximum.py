# expect: global-maximum
import torch


def softmax(x, dim=-1):
    top = x.detach().max()
    e = torch.exp(x - (0 if top == float("-inf") else top))
    total = e.sum(dim=dim, keepdim=True)
    return e / total.masked_fill(total == 0, 1)
