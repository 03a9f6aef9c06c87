# expect: repeats-lost
import numpy as np


def max_pool2d_backward(grad_out, indices, height, width):
    n, c = grad_out.shape[:2]
    grad = np.zeros((n * c, height * width))
    rows = np.arange(n * c)[:, None]
    grad[rows, indices.reshape(n * c, -1)] += grad_out.reshape(n * c, -1)
    return grad.reshape(n, c, height, width)
