import torch
import torch.nn.functional as F


def mlp_loss(x, y, w1, b1, w2, b2):
    out = F.linear(torch.tanh(F.linear(x, w1, b1)), w2, b2)
    return F.mse_loss(out, y.view_as(out))
