# 12 Returns right values as a compressed sparse tensor.
# images: torch
# against: double
# must: not right

import warnings

import torch


def double(x):
    warnings.simplefilter("ignore")
    return (2 * torch.from_numpy(x)).to_sparse_csr()
