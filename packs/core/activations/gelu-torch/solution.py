import math


def gelu(x, approximate="none"):
    """GELU of each entry, exact or by tanh, like x; gradients flow back to x."""
    import torch

    if approximate == "none":
        return 0.5 * x * (1 + torch.erf(x / math.sqrt(2)))
    if approximate == "tanh":
        near = x.clamp(-10, 10)  # beyond it tanh is 1 to all digits, and the cube may overflow
        return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (near + 0.044715 * near**3)))
    raise ValueError(f'approximate must be "none" or "tanh"; given {approximate!r}')
