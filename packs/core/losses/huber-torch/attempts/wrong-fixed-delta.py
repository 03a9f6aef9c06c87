# expect: fixed-delta
import torch


def huber_loss(pred, target, delta=1.0, smooth=False, reduction="mean"):
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    e = pred - target
    loss = torch.where(e.abs() <= 1, e**2 / 2, e.abs() - 0.5)
    return {"none": loss, "sum": loss.sum(), "mean": loss.mean()}[reduction]
