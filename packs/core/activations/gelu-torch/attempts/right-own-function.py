import math

import torch


class Gelu(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, approximate):
        wide = x.double()
        if approximate == "none":
            share = 0.5 * torch.erfc(-wide / math.sqrt(2))
            density = torch.exp(-wide * wide / 2) / math.sqrt(2 * math.pi)
            slope = torch.where(wide.abs() > 40, share, share + wide * density)
        else:
            near = torch.clip(wide, -15, 15)
            u = math.sqrt(2 / math.pi) * (near + 0.044715 * near**3)
            share = torch.sigmoid(2 * u)
            inner = math.sqrt(2 / math.pi) * (1 + 3 * 0.044715 * near**2)
            slope = share + 2 * near * share * torch.sigmoid(-2 * u) * inner
        ctx.save_for_backward(slope.to(x.dtype))
        return (wide * share).to(x.dtype)

    @staticmethod
    def backward(ctx, above):
        (slope,) = ctx.saved_tensors
        return above * slope, None


def gelu(x, approximate="none"):
    if approximate not in ("none", "tanh"):
        raise ValueError(approximate)
    return Gelu.apply(x, approximate)
