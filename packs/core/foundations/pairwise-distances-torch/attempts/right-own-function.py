import torch


class Distances(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        gap = x[:, None, :] - y[None, :, :]
        length = torch.sqrt(torch.einsum("nmd,nmd->nm", gap, gap))
        ctx.save_for_backward(gap, length)
        return length

    @staticmethod
    def backward(ctx, slope):
        gap, length = ctx.saved_tensors
        ratio = torch.where(length > 0, slope / length, torch.zeros_like(length))
        return (ratio[..., None] * gap).sum(1), -(ratio[..., None] * gap).sum(0)


def pairwise_distances(x, y):
    return Distances.apply(x, y)
