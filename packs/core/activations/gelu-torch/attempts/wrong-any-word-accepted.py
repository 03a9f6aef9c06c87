# expect: any-word-accepted
import math

import torch


def gelu(x, approximate="none"):
    if approximate == "tanh":
        near = x.clamp(-10, 10)
        return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (near + 0.044715 * near**3)))
    return 0.5 * x * (1 + torch.erf(x / math.sqrt(2)))
