def check_backward(x, factor):
    """What gradcheck says of a tanh whose backward pass is wrong by a factor, and both sides."""
    import torch

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

    x = x.detach().double()  # steps of 1e-6 drown in the rounding of float32
    h = 1e-6
    numeric = (torch.tanh(x + h) - torch.tanh(x - h)) / (2 * h)
    x.requires_grad_()
    passes = torch.autograd.gradcheck(TanhFunction.apply, (x,), raise_exception=False)
    (analytic,) = torch.autograd.grad(TanhFunction.apply(x).sum(), x)
    return passes, numeric, analytic
