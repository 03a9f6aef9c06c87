# expect: sigmoid-rule
import torch


class TanhFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        t = torch.tanh(x)
        ctx.save_for_backward(t, x)
        return t

    @staticmethod
    def backward(ctx, grad):
        t, x = ctx.saved_tensors
        return grad * t * (1 - t)


def tanh_node(x):
    y = TanhFunction.apply(x)
    return y, y.grad_fn.name()
