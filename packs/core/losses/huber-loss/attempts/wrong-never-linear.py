# expect: never-linear
def huber_loss(pred, target, delta=1.0):
    e = pred - target
    return (e**2).mean() / 2, e / e.size
