def tanh_node(x):
    """The tanh of x through a Function of our own, and the name of the node that was made."""
    import torch

    class TanhFunction(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            t = torch.tanh(x)
            ctx.save_for_backward(t)  # the output is all that the backward pass needs
            return t

        @staticmethod
        def backward(ctx, grad):
            (t,) = ctx.saved_tensors
            return grad * (1 - t * t)

    y = TanhFunction.apply(x)
    return y, y.grad_fn.name()
