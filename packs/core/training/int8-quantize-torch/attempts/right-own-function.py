import torch


class Fake(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, scale, limit):
        steps = x / scale
        ctx.save_for_backward(steps.abs() <= limit)
        return torch.clamp(torch.round(steps), -limit, limit) * scale

    @staticmethod
    def backward(ctx, slope):
        (inside,) = ctx.saved_tensors
        return slope * inside, None, None


def fake_quantize(x, scale, limit=127):
    return Fake.apply(x, scale, limit)
