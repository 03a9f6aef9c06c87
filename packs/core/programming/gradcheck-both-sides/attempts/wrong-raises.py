# expect: raised
import torch


def check_backward(x, factor):
    class TanhFunction(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            t = torch.tanh(x)
            ctx.save_for_backward(t)
            return t

        @staticmethod
        def backward(ctx, grad):
            (t,) = ctx.saved_tensors
            return factor * grad * (1 - t * t)

    x = x.detach().double().clone().requires_grad_()
    f = TanhFunction.apply
    passes = torch.autograd.gradcheck(f, (x,))
    (analytic,) = torch.autograd.grad(f(x).sum(), x)
    with torch.no_grad():
        h = 1e-6
        numeric = (torch.tanh(x + h) - torch.tanh(x - h)) / (2 * h)
    return passes, numeric, analytic
