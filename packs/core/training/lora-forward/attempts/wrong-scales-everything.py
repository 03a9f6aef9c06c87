# expect: scales-everything
import numpy as np


def lora_forward(x, weight, a, b, alpha):
    scale = alpha / a.shape[0]
    return scale * (np.matmul(x, weight.T) + np.matmul(np.matmul(x, a.T), b.T))
