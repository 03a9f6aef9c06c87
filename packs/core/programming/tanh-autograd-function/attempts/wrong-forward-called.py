# expect: forward-called
import torch


class Context:
    def save_for_backward(self, *tensors):
        self.saved_tensors = tensors


class TanhFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        t = torch.tanh(x)
        ctx.save_for_backward(t)
        return t

    @staticmethod
    def backward(ctx, grad):
        (t,) = ctx.saved_tensors
        return grad * (1 - t * t)


def tanh_node(x):
    y = TanhFunction.forward(Context(), x)
    return y, y.grad_fn.name()
