import torch


def drive(answer, x, noise, p, calls, inside):
    """Makes a module, switches and calls it, and goes back through the last result.

    Calls are "train", "eval" and "forward"; `inside` puts it into another module first.
    """
    layer = answer() if p is None else answer(p)
    holder = torch.nn.ModuleList([torch.nn.ModuleList([layer])]) if inside else layer
    x = x.detach().clone().requires_grad_()
    results = []
    for call in calls:
        if call == "forward":
            results.append(layer(x, noise))
        else:
            getattr(holder, call)()
    weights = torch.cos(0.7 * torch.arange(x.numel(), dtype=torch.float64) + 0.3)
    (gradient,) = torch.autograd.grad((results[-1] * weights.to(x.dtype).reshape(x.shape)).sum(), x)
    found = [result.detach() for result in results]
    return found, gradient, [str(result.dtype) for result in results], len(list(layer.parameters()))
