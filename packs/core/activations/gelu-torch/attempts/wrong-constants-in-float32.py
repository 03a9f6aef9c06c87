# expect: constants-in-float32
import math

import torch


def gelu(x, approximate="none"):
    if approximate == "none":
        return 0.5 * x * (1 + torch.erf(x / torch.sqrt(torch.tensor(2.0))))
    if approximate == "tanh":
        root, cubic = torch.tensor(math.sqrt(2 / math.pi)), torch.tensor(0.044715)
        near = x.clamp(-10, 10)
        return 0.5 * x * (1 + torch.tanh(root * (near + cubic * near**3)))
    raise ValueError(approximate)
