# expect: broken-law
import math


def gelu(x, approximate="none"):
    import torch

    if approximate not in ("none", "tanh"):
        raise ValueError(approximate)
    x = x.double()
    if approximate == "none":
        return 0.5 * x * (1 + torch.erf(x / math.sqrt(2)))
    near = x.clamp(-10, 10)
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (near + 0.044715 * near**3)))
