# 71 Goes backward through a graph of a hundred thousand steps.
# images: torch
# must: returned 1.0 | raised | stopped

import torch


def f():
    x = torch.ones(1, requires_grad=True)
    y = x
    for _ in range(10**5):
        y = y * 1.0
    y.backward()
    return float(x.grad)
