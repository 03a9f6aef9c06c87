# 12 Returns right values as a sparse tensor.
# images: torch
# against: double
# must: not right

import torch


def double(x):
    return (2 * torch.from_numpy(x)).to_sparse()
