# expect: forbidden-call
import torch.nn.functional as F


def gelu(x, approximate="none"):
    if approximate not in ("none", "tanh"):
        raise ValueError(approximate)
    return F.gelu(x, approximate=approximate)
