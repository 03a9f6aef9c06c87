# expect: weight-not-transposed-back
import torch


class Linear(torch.autograd.Function):
    """y = x Wᵀ + b for x (..., in), weight (out, in) and bias (out,) or None."""

    @staticmethod
    def forward(ctx, x, weight, bias):
        ctx.save_for_backward(x, weight)
        ctx.biased = bias is not None
        y = x @ weight.T  # (..., out)
        return y + bias if ctx.biased else y

    @staticmethod
    def backward(ctx, grad_out):
        x, weight = ctx.saved_tensors
        rows = grad_out.reshape(-1, len(weight))  # (N, out)
        grad_weight = rows.T @ x.reshape(len(rows), -1)  # (out, in)
        return (
            grad_out @ (weight.T if len(weight) == weight.shape[1] else weight),
            grad_weight,
            rows.sum(dim=0) if ctx.biased else None,
        )
