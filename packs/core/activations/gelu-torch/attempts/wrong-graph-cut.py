# expect: graph-cut
import math

import torch


def gelu(x, approximate="none"):
    if approximate not in ("none", "tanh"):
        raise ValueError(approximate)
    values = x.detach().flatten().tolist()
    if approximate == "none":
        made = [0.5 * v * math.erfc(-v / math.sqrt(2)) for v in values]
    else:
        near = [max(-10.0, min(10.0, v)) for v in values]
        u = [math.sqrt(2 / math.pi) * (v + 0.044715 * v**3) for v in near]
        made = [0.5 * v * (1 + math.tanh(a)) for v, a in zip(values, u, strict=True)]
    return torch.tensor(made, dtype=x.dtype).reshape(x.shape)
