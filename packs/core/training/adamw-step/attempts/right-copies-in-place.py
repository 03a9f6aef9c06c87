import numpy as np


def adamw_step(param, grad, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2):
    param, m, v = param.copy(), m.copy(), v.copy()
    param *= 1 - lr * weight_decay
    m *= beta1
    m += (1 - beta1) * grad
    v *= beta2
    v += (1 - beta2) * np.square(grad)
    denominator = np.sqrt(v / (1 - beta2**t))
    denominator += eps
    param -= lr * (m / (1 - beta1**t)) / denominator
    return param, m, v
