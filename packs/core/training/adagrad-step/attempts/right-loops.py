import math

import numpy as np


def adagrad_step(param, grad, total, lr=1e-2, eps=1e-10):
    new_param, new_total = np.empty(param.shape), np.empty(param.shape)
    for place in np.ndindex(*param.shape):
        g = float(grad[place])
        new_total[place] = s = float(total[place]) + g * g
        new_param[place] = float(param[place]) - lr * g / (math.sqrt(s) + eps)
    return new_param, new_total
