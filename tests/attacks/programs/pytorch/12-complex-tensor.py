# 12 Returns right values as complex numbers.
# images: torch
# against: double
# must: not right

import torch


def double(x):
    return (2 * torch.from_numpy(x)).to(torch.complex128)
