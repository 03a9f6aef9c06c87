# 64 Takes memory by tensors without end.
# images: torch
# must: raised RuntimeError | raised MemoryError | stopped memory | stopped cpu-time | stopped crashed

import torch


def f():
    kept = []
    while True:
        kept.append(torch.ones(1 << 20))
