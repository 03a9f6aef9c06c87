# expect: clamped
import torch


def focal_loss(logits, targets, gamma=2.0, alpha=0.25, reduction="mean"):
    if logits.shape != targets.shape:
        raise ValueError("shapes differ")
    positive = targets == 1
    p = torch.sigmoid(logits).clamp(1e-8, 1 - 1e-8)
    p_t = torch.where(positive, p, 1 - p)
    loss = -((1 - p_t) ** gamma) * p_t.log()
    if alpha is not None:
        loss = torch.where(positive, alpha * loss, (1 - alpha) * loss)
    return {"none": loss, "sum": loss.sum(), "mean": loss.mean()}[reduction]
