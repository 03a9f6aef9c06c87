# expect: sigmoid-then-log
import torch


def bce_with_logits(logits, targets, pos_weight=1.0):
    if logits.numel() != targets.numel():
        raise ValueError
    p, t = torch.sigmoid(logits.flatten()), targets.flatten().to(logits.dtype)
    return -(pos_weight * t * torch.log(p) + (1 - t) * torch.log(1 - p)).mean()
