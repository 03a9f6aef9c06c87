import torch


def focal_loss(logits, targets, gamma=2.0, alpha=0.25, reduction="mean"):
    if tuple(targets.shape) != tuple(logits.shape):
        raise ValueError("shapes differ")
    t = targets.to(logits.dtype)
    z = (2 * t - 1) * logits
    cost = torch.logaddexp(torch.zeros_like(z), -z)
    factor = torch.exp(-gamma * torch.logaddexp(torch.zeros_like(z), z))
    loss = factor * cost
    if alpha is not None:
        loss = loss * (alpha * t + (1 - alpha) * (1 - t))
    if reduction == "none":
        return loss
    return torch.sum(loss) if reduction == "sum" else torch.mean(loss)
