# 7 Deletes gradcheck and poisons the table of modules.
# images: torch
# against: double
# must: not right

import sys

import torch

del torch.autograd.gradcheck
sys.modules["torch.autograd"] = sys.modules["torch.testing"] = None
sys.modules["numpy"] = sys.modules["torch"] = torch.nn


def double(x):
    return torch.zeros(x.shape, dtype=torch.float64).numpy()
