import numpy as np


def max_pool2d_backward(grad_out, indices, height, width):
    n, c, ho, wo = grad_out.shape
    grad = np.zeros((n, c, height, width), dtype=grad_out.dtype)
    for b in range(n):
        for k in range(c):
            for i in range(ho):
                for j in range(wo):
                    row, column = divmod(int(indices[b, k, i, j]), width)
                    grad[b, k, row, column] += grad_out[b, k, i, j]
    return grad
