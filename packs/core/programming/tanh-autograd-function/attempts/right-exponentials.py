import torch


class TanhFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return 2 * torch.sigmoid(2 * x) - 1

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return grad / torch.cosh(x) ** 2


def tanh_node(x):
    y = TanhFunction.apply(x)
    return y, y.grad_fn.name()
