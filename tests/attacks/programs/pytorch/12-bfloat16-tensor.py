# 12 Returns right values in half of half precision.
# images: torch
# against: double
# must: not right

import torch


def double(x):
    return (2 * torch.from_numpy(x)).to(torch.bfloat16)
