import torch


class Linear(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight, bias):
        ctx.x, ctx.weight, ctx.bias = x, weight, bias
        columns = [(x * row).sum(-1) for row in weight]
        y = torch.stack(columns, dim=-1)
        return y if bias is None else y + bias

    @staticmethod
    def backward(ctx, g):
        rows, x = g.reshape(-1, g.shape[-1]), ctx.x.reshape(-1, ctx.x.shape[-1])
        grad_weight = torch.zeros_like(ctx.weight)
        for a, b in zip(rows, x, strict=True):
            grad_weight += torch.outer(a, b)
        return (
            g @ ctx.weight,
            grad_weight,
            None if ctx.bias is None else sum(rows.unbind(0)),
        )
