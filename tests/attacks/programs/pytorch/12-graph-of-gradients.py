# 12 Returns wrong values at the end of a long graph of gradients.
# images: torch
# against: double
# must: not right

import torch


def double(x):
    out = torch.zeros(x.shape, dtype=torch.float64, requires_grad=True)
    for _ in range(10_000):
        out = out + 1e-30
    return out
