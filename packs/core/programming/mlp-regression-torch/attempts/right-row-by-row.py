import torch


def mlp_loss(x, y, w1, b1, w2, b2):
    losses = []
    for row, target in zip(x, y, strict=True):
        hidden = torch.tanh(w1 @ row + b1)
        losses.append(((w2 @ hidden + b2 - target) ** 2).sum())
    return torch.stack(losses).mean()
