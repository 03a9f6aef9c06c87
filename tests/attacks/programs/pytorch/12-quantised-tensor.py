# 12 Returns a quantised tensor.
# images: torch
# against: double
# must: not right

import warnings

import torch


def double(x):
    warnings.simplefilter("ignore")
    return torch.quantize_per_tensor(torch.zeros(2, 3), 0.1, 0, torch.qint8)
