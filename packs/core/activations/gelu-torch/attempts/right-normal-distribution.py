import math

import torch


def gelu(x, approximate="none"):
    match approximate:
        case "none":
            return x * torch.special.ndtr(x)
        case "tanh":
            z = torch.minimum(torch.maximum(x, -12 * torch.ones_like(x)), 12 * torch.ones_like(x))
            return x * torch.sigmoid(math.sqrt(8 / math.pi) * z * (1 + 0.044715 * z * z))
        case _:
            raise ValueError("none or tanh")
