# 12 Returns a module.
# images: torch
# against: double
# must: not right

import torch


def double(x):
    return torch.nn.Linear(3, 2)
