# expect: broadcast
import torch.nn.functional as F


def bce_with_logits(logits, targets, pos_weight=1.0):
    if logits.numel() != targets.numel():
        raise ValueError
    t = targets.to(logits.dtype)
    return (pos_weight * t * F.softplus(-logits) + (1 - t) * F.softplus(logits)).mean()
