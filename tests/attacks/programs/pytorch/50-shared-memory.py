# 50 Moves a tensor to shared memory.
# images: torch
# modes: standard full
# must: raised | stopped forbidden

import torch


def f():
    torch.zeros(1000).share_memory_()
