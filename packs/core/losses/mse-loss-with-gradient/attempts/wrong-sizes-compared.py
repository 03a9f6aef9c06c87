# expect: no-error
def mse_loss(pred, target):
    if pred.size != target.size or pred.ndim != target.ndim:
        raise ValueError
    d = pred - target.reshape(pred.shape)
    return (d**2).mean(), 2 * d / d.size
