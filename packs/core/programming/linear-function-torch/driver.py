import torch


def drive(answer, x, weight, bias, loss, wanted):
    """The result, and the gradients of those that are wanted ("x", "weight", "bias")."""
    if not issubclass(answer, torch.autograd.Function):
        raise TypeError("a torch.autograd.Function is wanted")
    given = {"x": x, "weight": weight, "bias": bias}
    leaves = {name: given[name].detach().clone().requires_grad_() for name in wanted}
    y = answer.apply(*(leaves.get(name, given[name]) for name in given))
    if loss == "sum":
        total = y.sum()
    elif loss == "mean of squares":
        total = (y**2).mean()
    elif loss == "first row":
        total = y[0].sum()
    else:  # every entry has its own weight, in its own place or with two axes exchanged
        seen = y.transpose(0, -1) if loss == "turned" else y
        places = torch.arange(y.numel(), dtype=torch.float64)
        weights = torch.cos(0.7 * places + 0.3).to(y.dtype).reshape(seen.shape)
        total = (seen * weights).sum()
    gradients = torch.autograd.grad(total, [leaves[name] for name in wanted])
    return y.detach(), list(gradients)
