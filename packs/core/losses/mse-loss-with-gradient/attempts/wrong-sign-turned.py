# expect: sign-turned
def mse_loss(pred, target):
    if pred.shape != target.shape:
        raise ValueError
    d = target - pred
    return (d**2).mean(), 2 * d / d.size
