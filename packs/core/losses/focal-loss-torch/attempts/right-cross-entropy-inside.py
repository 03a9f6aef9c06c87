import torch
import torch.nn.functional as F


class FocalLoss(torch.nn.Module):
    def __init__(self, gamma, alpha, reduction):
        super().__init__()
        self.gamma, self.alpha, self.reduction = gamma, alpha, reduction

    def forward(self, logits, targets):
        cost = F.binary_cross_entropy_with_logits(logits, targets, reduction="none")
        other = F.binary_cross_entropy_with_logits(logits, 1 - targets, reduction="none")
        loss = torch.exp(-self.gamma * other) * cost
        if self.alpha is not None:
            loss = torch.where(targets > 0, self.alpha * loss, (1 - self.alpha) * loss)
        return loss if self.reduction == "none" else getattr(loss, self.reduction)()


def focal_loss(logits, targets, gamma=2.0, alpha=0.25, reduction="mean"):
    if targets.shape != logits.shape:
        raise ValueError("shapes differ")
    return FocalLoss(gamma, alpha, reduction)(logits, targets.to(logits))
