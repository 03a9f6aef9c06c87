import torch
from torch import nn


class Huber(nn.Module):
    def __init__(self, delta, scale):
        super().__init__()
        self.delta, self.scale = delta, scale

    def forward(self, pred, target):
        error = torch.sub(pred, target)
        far = torch.abs(error) > self.delta
        loss = torch.zeros_like(error)
        loss[far] = self.delta * (error[far].abs() - 0.5 * self.delta)
        loss[~far] = 0.5 * error[~far].square()
        return self.scale * loss


def huber_loss(pred, target, delta=1.0, smooth=False, reduction="mean"):
    if list(pred.shape) != list(target.shape):
        raise ValueError("shapes differ")
    loss = Huber(delta, 1 / delta if smooth else 1.0)(pred, target)
    return loss.sum() if reduction == "sum" else loss.mean() if reduction == "mean" else loss
