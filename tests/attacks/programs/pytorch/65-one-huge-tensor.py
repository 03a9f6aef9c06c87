# 65 Asks for a tensor of a tebibyte.
# images: torch
# must: raised RuntimeError | raised MemoryError

import torch


def f():
    return torch.ones(1 << 37, dtype=torch.float64).sum().item()
