# expect: whole-numbers-kept
import numpy as np


def linear_forward(x, weight, bias=None):
    y = np.zeros((*x.shape[:-1], weight.shape[0]), dtype=x.dtype)
    y[...] = x @ weight.T
    if bias is not None:
        y[...] = (x @ weight.T) + bias
    return y
