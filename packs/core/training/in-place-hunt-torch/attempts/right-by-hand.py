import torch


def train(x, y, w, b, v, steps=3, rate=0.02):
    x = x - x.mean(dim=0)
    losses = []
    for _ in range(steps):
        z = x @ w.T + b
        s = torch.sigmoid(z)
        a = 2 * z * (z > 0) + 2 * s
        gap = a @ v - y
        losses.append((gap**2).mean())
        g = 2 * gap / len(y)
        dz = torch.outer(g, v) * (2 * (z > 0) + 2 * s * (1 - s))
        w, b, v = w - rate * dz.T @ x, b - rate * dz.sum(0), v - rate * a.T @ g
    return torch.stack(losses), w, b, v
