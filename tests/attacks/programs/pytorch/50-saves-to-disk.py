# 50 Saves a tensor to the disk.
# images: torch
# modes: standard full
# must: raised

import torch


def f():
    torch.save(torch.zeros(3), "/tmp/planted.pt")
