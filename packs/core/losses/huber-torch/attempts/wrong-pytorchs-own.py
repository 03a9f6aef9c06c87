# expect: forbidden-call
import torch.nn.functional as F


def huber_loss(pred, target, delta=1.0, smooth=False, reduction="mean"):
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    if smooth:
        return F.smooth_l1_loss(pred, target, beta=delta, reduction=reduction)
    return F.huber_loss(pred, target, delta=delta, reduction=reduction)
