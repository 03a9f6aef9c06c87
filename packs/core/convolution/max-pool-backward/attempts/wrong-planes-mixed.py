# expect: planes-mixed
import numpy as np


def max_pool2d_backward(grad_out, indices, height, width):
    grad = np.zeros((*grad_out.shape[:2], height, width))
    np.add.at(grad.reshape(-1), indices.ravel(), grad_out.ravel())
    return grad
