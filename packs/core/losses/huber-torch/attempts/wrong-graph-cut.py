# expect: graph-cut
import torch


def huber_loss(pred, target, delta=1.0, smooth=False, reduction="mean"):
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    with torch.no_grad():
        e = pred - target
        loss = torch.where(e.abs() <= delta, e**2 / 2, delta * (e.abs() - delta / 2))
        loss = loss / delta if smooth else loss
    return {"none": loss, "sum": loss.sum(), "mean": loss.mean()}[reduction]
