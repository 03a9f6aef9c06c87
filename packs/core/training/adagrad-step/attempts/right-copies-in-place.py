import numpy as np


def adagrad_step(param, grad, total, lr=1e-2, eps=1e-10):
    param, total = param.copy(), total.copy()
    total += np.square(grad)
    root = np.sqrt(total)
    root += eps
    param -= lr * (grad / root)
    return param, total
