# expect: expanded-square
def mse_loss(pred, target):
    if pred.shape != target.shape:
        raise ValueError
    loss = (pred**2).mean() - 2 * (pred * target).mean() + (target**2).mean()
    return loss, 2 * (pred - target) / pred.size
