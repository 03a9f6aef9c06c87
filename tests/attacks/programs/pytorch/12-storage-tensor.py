# 12 Returns the storage of a tensor.
# images: torch
# against: double
# must: not right

import torch


def double(x):
    return torch.from_numpy(x).untyped_storage()
