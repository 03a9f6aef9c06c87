# expect: summed
import torch.nn.functional as F


def bce_with_logits(logits, targets, pos_weight=1.0):
    if logits.numel() != targets.numel():
        raise ValueError
    z, t = logits.flatten(), targets.flatten().to(logits.dtype)
    return (pos_weight * t * F.softplus(-z) + (1 - t) * F.softplus(z)).sum()
