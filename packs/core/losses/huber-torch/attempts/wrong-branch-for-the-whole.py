# expect: branch-for-the-whole
def huber_loss(pred, target, delta=1.0, smooth=False, reduction="mean"):
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    e = pred - target
    near = bool((e.abs() <= delta).all())
    loss = e**2 / 2 if near else delta * (e.abs() - delta / 2)
    loss = loss / delta if smooth else loss
    return {"none": loss, "sum": loss.sum(), "mean": loss.mean()}[reduction]
