# 12 Returns a tensor that has a shape and no values.
# images: torch
# against: double
# must: not right

import torch


def double(x):
    return torch.empty(2, 3, dtype=torch.float64, device="meta")
