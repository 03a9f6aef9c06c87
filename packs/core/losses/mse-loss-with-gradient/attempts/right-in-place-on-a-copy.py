import numpy as np


def mse_loss(pred, target):
    if pred.shape != target.shape:
        raise ValueError("pred and target must have the same shape")
    grad = np.array(pred)
    grad -= target
    loss = np.square(grad).mean()
    grad *= 2
    grad /= pred.size
    return loss, grad
