# expect: small-integers-overflow
import numpy as np


def max_pool2d_backward(grad_out, indices, height, width):
    n, c = grad_out.shape[:2]
    size = height * width
    offset = (size * np.arange(n * c).reshape(n, c, 1, 1)).astype(indices.dtype)
    places = (indices + offset).astype(int).ravel() % (n * c * size)
    grad = np.bincount(places, weights=grad_out.ravel(), minlength=n * c * size)
    return grad.reshape(n, c, height, width)
