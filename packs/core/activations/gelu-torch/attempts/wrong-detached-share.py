# expect: detached-share
import math

import torch


def gelu(x, approximate="none"):
    with torch.no_grad():
        if approximate == "none":
            share = 0.5 * (1 + torch.erf(x / math.sqrt(2)))
        elif approximate == "tanh":
            near = x.clamp(-10, 10)
            inner = math.sqrt(2 / math.pi) * (near + 0.044715 * near**3)
            share = 0.5 * (1 + torch.tanh(inner))
        else:
            raise ValueError(approximate)
    return x * share
