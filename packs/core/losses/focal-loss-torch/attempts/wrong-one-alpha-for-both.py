# expect: one-alpha-for-both
import torch
import torch.nn.functional as F


def focal_loss(logits, targets, gamma=2.0, alpha=0.25, reduction="mean"):
    if logits.shape != targets.shape:
        raise ValueError("shapes differ")
    z = torch.where(targets == 1, logits, -logits)
    loss = -(gamma * F.logsigmoid(-z)).exp() * F.logsigmoid(z)
    if alpha is not None:
        loss = alpha * loss
    return {"none": loss, "sum": loss.sum(), "mean": loss.mean()}[reduction]
