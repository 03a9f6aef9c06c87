import math

import numpy as np


def rmsprop_step(param, grad, sq, lr=1e-2, alpha=0.99, eps=1e-8):
    new_param, new_sq = np.empty(param.shape), np.empty(param.shape)
    for place in np.ndindex(*param.shape):
        g = float(grad[place])
        s = alpha * float(sq[place]) + (1 - alpha) * g * g
        new_sq[place] = s
        new_param[place] = float(param[place]) - lr * g / (math.sqrt(s) + eps)
    return new_param, new_sq
