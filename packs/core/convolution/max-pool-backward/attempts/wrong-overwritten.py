# expect: repeats-lost
import numpy as np


def max_pool2d_backward(grad_out, indices, height, width):
    grad = np.zeros((*grad_out.shape[:2], height, width))
    for b, k, i, j in np.ndindex(grad_out.shape):
        row, column = divmod(int(indices[b, k, i, j]), width)
        grad[b, k, row, column] = grad_out[b, k, i, j]
    return grad
