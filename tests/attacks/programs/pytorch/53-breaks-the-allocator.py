# 53 Reads past the end of a tensor.
# images: torch
# must: raised RuntimeError | stopped crashed

import torch


def f():
    tensor = torch.zeros(1)
    return torch.as_strided(tensor, (1,), (1,), 1 << 40).sum().item()
