# 52 Starts the workers of a data loader.
# images: torch
# modes: standard full
# must: raised | stopped forbidden

import torch
from torch.utils.data import DataLoader


def f():
    return [batch.sum().item() for batch in DataLoader(torch.zeros(8), num_workers=2)]
