# 52 Starts processes of PyTorch.
# images: torch
# modes: standard full
# must: raised | stopped forbidden

import torch.multiprocessing as workers


def f():
    workers.spawn(print, nprocs=2)
