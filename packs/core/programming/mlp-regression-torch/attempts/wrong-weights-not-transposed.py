# expect: weights-not-transposed
import torch


def mlp_loss(x, y, w1, b1, w2, b2):
    predicted = torch.tanh(x @ w1 + b1) @ w2.T + b2
    return ((predicted.flatten() - y.flatten()) ** 2).mean()
