# expect: forward-value
import numpy as np


def leaky_relu_backward(grad_out, x, negative_slope=0.01):
    return grad_out * np.where(x > 0, x, negative_slope * x)
