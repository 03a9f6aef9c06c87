import numpy as np


def huber_loss(pred, target, delta=1.0):
    grad = np.array(pred)  # a copy
    grad -= target
    size = abs(grad)
    far = size > delta
    loss = delta * (size[far] - delta / 2).sum() + (grad[~far] ** 2).sum() / 2
    grad[far] = np.copysign(delta, grad[far])
    grad /= pred.size
    return loss / pred.size, grad
