# expect: graph-cut
import torch


def mlp_loss(x, y, w1, b1, w2, b2):
    predicted = torch.tanh(x @ w1.T + b1) @ w2.T + b2
    return torch.tensor(((predicted.flatten() - y.flatten()) ** 2).mean().item(), dtype=x.dtype)
