import torch


class Huber(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target, delta):
        error = pred - target
        slope = error.clamp(-delta, delta)
        ctx.save_for_backward(slope)
        return slope * (error - slope / 2)

    @staticmethod
    def backward(ctx, above):
        (slope,) = ctx.saved_tensors
        return above * slope, -above * slope, None


def huber_loss(pred, target, delta=1.0, smooth=False, reduction="mean"):
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    loss = Huber.apply(pred, target, delta) / (delta if smooth else 1)
    return {"none": lambda x: x, "sum": torch.sum, "mean": torch.mean}[reduction](loss)
