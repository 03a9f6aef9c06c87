import numpy as np


def leaky_relu_backward(grad_out, x, negative_slope=0.01):
    slopes = np.full_like(x, negative_slope)
    slopes[x > 0] = 1
    return slopes * grad_out
