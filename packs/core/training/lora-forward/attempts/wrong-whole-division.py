# expect: whole-division
import numpy as np


def lora_forward(x, weight, a, b, alpha):
    scale = alpha // a.shape[0]
    return np.matmul(x, weight.T) + scale * np.matmul(np.matmul(x, a.T), b.T)
