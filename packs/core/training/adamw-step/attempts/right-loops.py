import math

import numpy as np


def adamw_step(param, grad, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2):
    outputs = [np.empty(param.shape) for _ in range(3)]
    for place in np.ndindex(*param.shape):
        p, g = float(param[place]), float(grad[place])
        mean = beta1 * float(m[place]) + (1 - beta1) * g
        square = beta2 * float(v[place]) + (1 - beta2) * g**2
        m_hat = mean / (1 - math.pow(beta1, t))
        v_hat = square / (1 - math.pow(beta2, t))
        p = p - lr * weight_decay * p - lr * m_hat / (math.sqrt(v_hat) + eps)
        for output, value in zip(outputs, (p, mean, square), strict=True):
            output[place] = value
    return tuple(outputs)
