# expect: power-of-zero
import torch


def focal_loss(logits, targets, gamma=2.0, alpha=0.25, reduction="mean"):
    if logits.shape != targets.shape:
        raise ValueError("shapes differ")
    positive = targets == 1
    z = torch.where(positive, logits, -logits)
    log_p = torch.nn.functional.logsigmoid(z)
    loss = -((1 - log_p.exp()) ** gamma) * log_p
    if alpha is not None:
        loss = torch.where(positive, alpha * loss, (1 - alpha) * loss)
    return {"none": loss, "sum": loss.sum(), "mean": loss.mean()}[reduction]
