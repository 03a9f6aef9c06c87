# expect: kink-at-zero
import torch


def bce_with_logits(logits, targets, pos_weight=1.0):
    if logits.numel() != targets.numel():
        raise ValueError
    z, t = logits.flatten(), targets.flatten().to(logits.dtype)
    tail = torch.log1p(torch.exp(-z.abs()))
    yes, no = (-z).clamp(min=0) + tail, z.clamp(min=0) + tail
    return (pos_weight * t * yes + (1 - t) * no).mean()
