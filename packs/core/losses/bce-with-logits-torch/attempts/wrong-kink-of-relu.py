# expect: kink-at-zero
import torch


def bce_with_logits(logits, targets, pos_weight=1.0):
    if logits.numel() != targets.numel():
        raise ValueError
    z, t = logits.flatten(), targets.flatten().to(logits.dtype)
    weight = 1 + (pos_weight - 1) * t
    return ((1 - t) * z + weight * (torch.relu(-z) + torch.log1p(torch.exp(-z.abs())))).mean()
