# 26 Returns right values in the memory of the argument.
# images: torch
# against: double
# must: not right

import torch


def double(x):
    return torch.from_numpy(x).mul_(2).numpy()
