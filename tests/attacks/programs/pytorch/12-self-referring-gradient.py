# 12 Returns a tensor whose gradient is itself.
# images: torch
# against: double
# must: not right

import torch


def double(x):
    out = torch.zeros(x.shape, dtype=torch.float64, requires_grad=True)
    out.grad = out
    return out
