# 12 Returns one number expanded to a tebibyte.
# images: torch
# against: double
# must: not right

import torch


def double(x):
    return torch.zeros(1, dtype=torch.float64).expand(1 << 37)
