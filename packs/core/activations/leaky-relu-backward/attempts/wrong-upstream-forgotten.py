# expect: upstream-forgotten
import numpy as np


def leaky_relu_backward(grad_out, x, negative_slope=0.01):
    return np.where(x > 0, 1.0, negative_slope)
