# expect: broadcast
def huber_loss(pred, target, delta=1.0, smooth=False, reduction="mean"):
    """Huber's loss, or smooth L1 (divided by delta), reduced at the end; gradients flow back."""
    if pred.dim() != target.dim():
        raise ValueError(f"pred is {tuple(pred.shape)}, target {tuple(target.shape)}")
    error = pred - target
    size = error.abs()
    loss = (error**2 / 2).where(size <= delta, delta * (size - delta / 2))
    if smooth:
        loss = loss / delta
    return {"none": loss, "sum": loss.sum(), "mean": loss.mean()}[reduction]
