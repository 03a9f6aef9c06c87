# 0 Doubles by PyTorch.
# images: torch
# against: double
# must: right

import torch


def double(x):
    return (2 * torch.from_numpy(x)).numpy()
