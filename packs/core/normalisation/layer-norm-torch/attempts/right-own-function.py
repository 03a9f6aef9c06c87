import math

import torch


class Normalise(torch.autograd.Function):
    @staticmethod
    def forward(ctx, rows, eps):
        gap = rows - rows.mean(1, keepdim=True)
        inverse = (gap.pow(2).mean(1, keepdim=True) + eps).rsqrt()
        hat = gap * inverse
        ctx.save_for_backward(hat, inverse)
        return hat

    @staticmethod
    def backward(ctx, slope):
        hat, inverse = ctx.saved_tensors
        level = slope.mean(1, keepdim=True)
        along = (slope * hat).mean(1, keepdim=True)
        return (slope - level - hat * along) * inverse, None


def layer_norm(x, normalized_shape, weight=None, bias=None, eps=1e-5):
    rows = x.reshape(-1, math.prod(normalized_shape))
    out = Normalise.apply(rows, eps).reshape(x.shape)
    weight = torch.ones((), dtype=x.dtype) if weight is None else weight
    bias = torch.zeros((), dtype=x.dtype) if bias is None else bias
    return out * weight + bias
