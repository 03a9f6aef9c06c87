# expect: root-of-rank
import numpy as np


def lora_forward(x, weight, a, b, alpha):
    scale = alpha / np.sqrt(a.shape[0])
    return np.matmul(x, weight.T) + scale * np.matmul(np.matmul(x, a.T), b.T)
