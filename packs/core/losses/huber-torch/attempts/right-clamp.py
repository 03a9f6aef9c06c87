def huber_loss(pred, target, delta=1.0, smooth=False, reduction="mean"):
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    size = (pred - target).abs()
    near = size.clamp(max=delta)
    loss = near * (size - 0.5 * near)
    loss = loss / delta if smooth else loss
    return loss if reduction == "none" else getattr(loss, reduction)()
