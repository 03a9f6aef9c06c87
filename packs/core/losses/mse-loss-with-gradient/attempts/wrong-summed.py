# expect: summed
def mse_loss(pred, target):
    if pred.shape != target.shape:
        raise ValueError
    d = pred - target
    return (d**2).sum(), 2 * d
