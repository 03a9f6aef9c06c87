# expect: divided-by-width
import numpy as np


def lora_forward(x, weight, a, b, alpha):
    scale = alpha / a.shape[1]
    return np.matmul(x, weight.T) + scale * np.matmul(np.matmul(x, a.T), b.T)
