# expect: broadcast-to-a-square
import torch


def mlp_loss(x, y, w1, b1, w2, b2):
    predicted = torch.tanh(x @ w1.T + b1) @ w2.T + b2
    return ((predicted.squeeze(-1) - y) ** 2).mean()
