import torch
from torch import nn


def drive(answer, x, weight, bias, a, b, alpha):
    """A layer is wrapped, looked at, given numbers, trained by one step, and merged."""
    base = nn.Linear(weight.shape[1], weight.shape[0], bias=bias is not None, dtype=weight.dtype)
    with torch.no_grad():
        base.weight.copy_(weight)
        if bias is not None:
            base.bias.copy_(bias)
    old = base(x).detach()
    layer = answer(base, len(a), alpha)
    trained = sorted(name for name, p in layer.named_parameters() if p.requires_grad)
    start = {
        "computes what base does": torch.allclose(layer(x), old, rtol=1e-5, atol=1e-5),
        "trained": trained,
        "a is not zero": bool((layer.a != 0).any()),
        "b is zero": bool((layer.b == 0).all()),
    }
    with torch.no_grad():
        layer.a.copy_(a)
        layer.b.copy_(b)
    x = x.clone().requires_grad_()
    output = layer(x)
    places = torch.arange(output.numel(), dtype=output.dtype)
    (output * torch.cos(0.7 * places + 0.3).reshape(output.shape)).sum().backward()
    gradients = {"x": x.grad, "a": layer.a.grad, "b": layer.b.grad, "weight": base.weight.grad}
    gradients = {name: None if g is None else g.clone() for name, g in gradients.items()}
    if trained:
        torch.optim.SGD([p for p in layer.parameters() if p.requires_grad], lr=0.1).step()
    new = layer.merge()
    merged = {
        "is new": isinstance(new, nn.Linear) and new is not base,
        "has a bias": new.bias is not None,
        "output": new(x).detach(),
        "unmerged output": layer(x).detach(),
        "frozen weight": base.weight.detach().clone(),
    }
    return start, output.detach(), gradients, merged
