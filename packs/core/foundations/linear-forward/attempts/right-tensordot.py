import numpy as np


def linear_forward(x, weight, bias=None):
    bias = np.zeros(weight.shape[0], weight.dtype) if bias is None else bias
    y = np.tensordot(x, weight, axes=(-1, 1))
    y += bias
    return y
