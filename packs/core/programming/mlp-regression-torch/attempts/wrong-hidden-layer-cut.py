# expect: hidden-layer-cut
import torch


def mlp_loss(x, y, w1, b1, w2, b2):
    hidden = torch.tanh(x @ w1.T + b1).detach()
    predicted = hidden @ w2.T + b2
    return ((predicted.flatten() - y.flatten()) ** 2).mean()
