# 74 Asks PyTorch for 64 threads, and computes; right or refused, never in the way.
# images: torch
# must: returned 1.0 | raised | stopped

import torch


def f():
    torch.set_num_threads(64)
    return float((torch.ones(700, 700) @ torch.ones(700, 700)).sum()) / 700**3
