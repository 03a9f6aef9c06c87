# expect: weight-only
import numpy as np


def lora_forward(x, weight, a, b, alpha):
    return np.matmul(x, weight.T)
