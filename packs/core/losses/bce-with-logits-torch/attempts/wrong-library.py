# expect: forbidden-call
import torch
import torch.nn.functional as F


def bce_with_logits(logits, targets, pos_weight=1.0):
    if logits.numel() != targets.numel():
        raise ValueError
    t = targets.reshape(logits.shape).to(logits.dtype)
    weight = torch.tensor(pos_weight, dtype=logits.dtype)
    return F.binary_cross_entropy_with_logits(logits, t, pos_weight=weight)
