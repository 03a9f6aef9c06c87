# 12 Returns wrong values as a parameter that wants a gradient.
# images: torch
# against: double
# must: not right

import torch


def double(x):
    return torch.nn.Parameter(torch.zeros(2, 3, dtype=torch.float64))
