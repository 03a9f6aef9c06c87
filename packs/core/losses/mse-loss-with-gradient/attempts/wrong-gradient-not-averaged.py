# expect: gradient-not-averaged
def mse_loss(pred, target):
    if pred.shape != target.shape:
        raise ValueError
    d = pred - target
    return (d**2).mean(), 2 * d
