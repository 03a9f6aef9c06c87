import torch
from torch.autograd import Function


class Linear(Function):
    @staticmethod
    def forward(ctx, x, weight, bias=None):
        ctx.save_for_backward(x, weight, bias)
        y = torch.einsum("...i,oi->...o", x, weight)
        if bias is not None:
            y = y + bias
        return y

    @staticmethod
    def backward(ctx, grad_out):
        x, weight, bias = ctx.saved_tensors
        grad_x = grad_weight = grad_bias = None
        if ctx.needs_input_grad[0]:
            grad_x = torch.einsum("...o,oi->...i", grad_out, weight)
        if ctx.needs_input_grad[1]:
            grad_weight = torch.einsum("...o,...i->oi", grad_out, x)
        if bias is not None and ctx.needs_input_grad[2]:
            grad_bias = grad_out.sum(dim=tuple(range(grad_out.dim() - 1)))
        return grad_x, grad_weight, grad_bias
