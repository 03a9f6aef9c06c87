# expect: divided-by-width
import numpy as np


def lora_forward(x, weight, a, b, alpha):
    scale = alpha / b.shape[0]
    return np.matmul(x, weight.T) + scale * np.matmul(np.matmul(x, a.T), b.T)
