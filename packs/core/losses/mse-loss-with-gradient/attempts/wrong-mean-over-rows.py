# expect: mean-over-rows
def mse_loss(pred, target):
    if pred.shape != target.shape:
        raise ValueError
    d = pred - target
    return (d**2).sum() / len(pred), 2 * d / len(pred)
