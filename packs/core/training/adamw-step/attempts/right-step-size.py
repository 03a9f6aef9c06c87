import numpy as np


def adamw_step(param, grad, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2):
    new_m = m + (1 - beta1) * (grad - m)
    new_v = v + (1 - beta2) * (grad * grad - v)
    step_size = lr / (1 - beta1**t)
    root = np.sqrt(new_v) / np.sqrt(1 - beta2**t) + eps
    kept = (1.0 - lr * weight_decay) * param
    return [kept - step_size * new_m / root, new_m, new_v]
