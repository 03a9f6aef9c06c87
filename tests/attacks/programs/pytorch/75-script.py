# 75 Has TorchScript write and run code.
# images: torch
# must: raised | returned | stopped

import torch


def f():
    return torch.jit.script("planted")
