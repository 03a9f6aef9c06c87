# 75 Compiles, which needs a compiler and a writable cache.
# images: torch
# modes: standard full
# must: raised | stopped
# limits: {"cpu_seconds": 2.0}

import torch


@torch.compile
def doubled(x):
    return 2 * x


def f():
    return doubled(torch.ones(3)).sum().item()
