import numpy as np


def huber_loss(pred, target, delta=1.0):
    total, grad = 0.0, np.empty(pred.shape)
    for index in np.ndindex(*pred.shape):
        e = float(pred[index]) - float(target[index])
        if abs(e) <= delta:
            total += e * e / 2
            grad[index] = e / pred.size
        else:
            total += delta * (abs(e) - delta / 2)
            grad[index] = (delta if e > 0 else -delta) / pred.size
    return total / pred.size, grad
