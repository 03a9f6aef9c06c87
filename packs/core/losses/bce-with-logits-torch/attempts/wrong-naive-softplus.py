# expect: naive-softplus
import torch


def bce_with_logits(logits, targets, pos_weight=1.0):
    if logits.numel() != targets.numel():
        raise ValueError
    z, t = logits.flatten(), targets.flatten().to(logits.dtype)
    yes, no = torch.log(1 + torch.exp(-z)), torch.log(1 + torch.exp(z))
    return (pos_weight * t * yes + (1 - t) * no).mean()
