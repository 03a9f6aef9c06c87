import torch


def train(x, y, w, b, v, steps=3, rate=0.02):
    parameters = [p.detach().clone() for p in (w, b, v)]
    x = x.clone()
    x -= x.mean(dim=0)
    losses = []
    for _ in range(steps):
        w, b, v = (p.requires_grad_() for p in parameters)
        z = x @ w.T + b
        loss = ((2 * (z.clamp(min=0) + z.sigmoid()) @ v - y) ** 2).mean()
        losses.append(loss.item())
        slopes = torch.autograd.grad(loss, [w, b, v])
        parameters = [(p - rate * g).detach() for p, g in zip((w, b, v), slopes, strict=True)]
    return torch.tensor(losses, dtype=x.dtype), *parameters
