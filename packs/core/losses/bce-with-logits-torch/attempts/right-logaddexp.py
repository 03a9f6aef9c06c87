import torch


def bce_with_logits(logits, targets, pos_weight=1.0):
    if len(logits) != len(targets):
        raise ValueError
    total = 0
    zero = torch.zeros((), dtype=logits.dtype)
    for z, t in zip(logits.reshape(-1), targets.reshape(-1).tolist(), strict=True):
        total = total + float(pos_weight) * t * torch.logaddexp(zero, -z)
        total = total + (1 - t) * torch.logaddexp(zero, z)
    return total / len(logits)
