# 12 Returns a nested tensor.
# images: torch
# against: double
# must: not right

import warnings

import torch


def double(x):
    warnings.simplefilter("ignore")
    return torch.nested.nested_tensor([torch.zeros(2), torch.zeros(3)])
