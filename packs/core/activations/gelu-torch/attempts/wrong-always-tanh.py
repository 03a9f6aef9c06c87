# expect: always-tanh
import math

import torch


def gelu(x, approximate="none"):
    if approximate not in ("none", "tanh"):
        raise ValueError(approximate)
    near = x.clamp(-10, 10)
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (near + 0.044715 * near**3)))
