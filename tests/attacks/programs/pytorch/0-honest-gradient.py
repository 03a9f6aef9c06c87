# 0 Doubles by the gradient of a square.
# images: torch
# against: double
# must: right

import torch


def double(x):
    t = torch.tensor(x, requires_grad=True)
    (t * t).sum().backward()
    return t.grad.numpy()
