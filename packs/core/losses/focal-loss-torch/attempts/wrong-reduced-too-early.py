# expect: reduced-too-early
import torch
import torch.nn.functional as F


def focal_loss(logits, targets, gamma=2.0, alpha=0.25, reduction="mean"):
    if logits.shape != targets.shape:
        raise ValueError("shapes differ")
    cost = F.binary_cross_entropy_with_logits(logits, targets.to(logits.dtype))
    loss = (1 - torch.exp(-cost)) ** gamma * cost
    return loss if alpha is None else alpha * loss
