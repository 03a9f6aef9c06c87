import torch
import torch.nn.functional as F


class MaxPool(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, kernel, stride, padding):
        h, w = x.shape[2:]
        padded = F.pad(x, (padding,) * 4, value=float("-inf"))
        windows = padded.unfold(2, kernel, stride).unfold(3, kernel, stride).flatten(-2)
        values, places = windows.max(dim=-1)
        rows = places // kernel + stride * torch.arange(values.shape[2])[:, None] - padding
        columns = places % kernel + stride * torch.arange(values.shape[3]) - padding
        ctx.save_for_backward(rows * w + columns)
        ctx.size = (h, w)
        return values

    @staticmethod
    def backward(ctx, slope):
        (places,) = ctx.saved_tensors
        h, w = ctx.size
        flat = torch.zeros(*slope.shape[:2], h * w, dtype=slope.dtype)
        flat.scatter_add_(2, places.flatten(2), slope.flatten(2))
        return flat.unflatten(2, (h, w)), None, None, None


def max_pool2d(x, kernel, stride, padding=0):
    return MaxPool.apply(x, kernel, stride, padding)
