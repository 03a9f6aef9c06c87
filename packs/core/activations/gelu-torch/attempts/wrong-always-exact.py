# expect: always-exact
import math

import torch


def gelu(x, approximate="none"):
    if approximate not in ("none", "tanh"):
        raise ValueError(approximate)
    return 0.5 * x * (1 + torch.erf(x / math.sqrt(2)))
