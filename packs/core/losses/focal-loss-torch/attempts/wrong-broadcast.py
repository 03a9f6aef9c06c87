# expect: broadcast
import torch
import torch.nn.functional as F


def focal_loss(logits, targets, gamma=2.0, alpha=0.25, reduction="mean"):
    positive = targets == 1
    z = torch.where(positive, logits, -logits)
    loss = -(gamma * F.logsigmoid(-z)).exp() * F.logsigmoid(z)
    if alpha is not None:
        loss = torch.where(positive, alpha * loss, (1 - alpha) * loss)
    return {"none": loss, "sum": loss.sum(), "mean": loss.mean()}[reduction]
