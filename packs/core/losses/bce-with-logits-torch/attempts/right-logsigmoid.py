import torch
import torch.nn.functional as F


def bce_with_logits(logits, targets, pos_weight=1.0):
    if logits.numel() != targets.numel():
        raise ValueError("different numbers of logits and targets")
    targets = targets.reshape(logits.shape).type_as(logits)
    each = pos_weight * targets * F.logsigmoid(logits) + (1 - targets) * F.logsigmoid(-logits)
    return -torch.mean(each)
