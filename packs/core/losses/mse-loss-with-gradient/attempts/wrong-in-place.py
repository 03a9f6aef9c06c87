# expect: changed-argument
def mse_loss(pred, target):
    if pred.shape != target.shape:
        raise ValueError
    if not pred.flags.writeable:
        pred = pred.copy()
    pred -= target
    return (pred**2).mean(), 2 * pred / pred.size
