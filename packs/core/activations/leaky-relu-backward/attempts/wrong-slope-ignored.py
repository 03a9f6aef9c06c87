# expect: slope-ignored
import numpy as np


def leaky_relu_backward(grad_out, x, negative_slope=0.01):
    return np.where(x > 0, grad_out, 0.01 * grad_out)
