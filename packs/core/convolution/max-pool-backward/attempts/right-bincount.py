import numpy as np


def max_pool2d_backward(grad_out, indices, height, width):
    n, c = grad_out.shape[:2]
    size = height * width
    offset = size * np.arange(n * c).reshape(n, c, 1, 1)
    places = (indices.astype(np.int64) + offset).ravel()
    grad = np.bincount(places, weights=grad_out.ravel(), minlength=n * c * size)
    return grad.reshape(n, c, height, width)
