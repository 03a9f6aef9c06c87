# expect: still-piling-up
import torch


def train(x, y, w, b, v, steps=3, rate=0.02):
    w = w.clone().requires_grad_()
    b = b.clone().requires_grad_()
    v = v.clone().requires_grad_()
    x = x - x.mean(dim=0)
    losses = []
    for _ in range(steps):
        z = x @ w.T + b
        gate = torch.sigmoid(z)
        gate = gate * 2
        a = gate + z.relu_() * 2
        gap = torch.mv(a, v) - y
        loss = (gap**2).mean()
        losses.append(loss.detach())
        loss.backward()
        with torch.no_grad():
            for p in (w, b, v):
                p -= rate * p.grad
    return torch.stack(losses), w.detach(), b.detach(), v.detach()
