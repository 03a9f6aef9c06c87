import math

import numpy as np


def adam_step(param, grad, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    new_param = np.empty(param.shape)
    new_m = np.empty(param.shape)
    new_v = np.empty(param.shape)
    for index in np.ndindex(*param.shape):
        g = float(grad[index])
        mean = beta1 * float(m[index]) + (1 - beta1) * g
        square = beta2 * float(v[index]) + (1 - beta2) * g**2
        m_hat = mean / (1 - math.pow(beta1, t))
        v_hat = square / (1 - math.pow(beta2, t))
        new_param[index] = float(param[index]) - lr * m_hat / (math.sqrt(v_hat) + eps)
        new_m[index] = mean
        new_v[index] = square
    return new_param, new_m, new_v
