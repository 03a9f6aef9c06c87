import numpy as np


def rmsprop_step(param, grad, sq, lr=1e-2, alpha=0.99, eps=1e-8):
    param, sq = param.copy(), sq.copy()
    sq *= alpha
    sq += (1 - alpha) * np.square(grad)
    root = np.sqrt(sq)
    root += eps
    param -= lr * (grad / root)
    return param, sq
