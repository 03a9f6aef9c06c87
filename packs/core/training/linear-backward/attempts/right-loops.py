import numpy as np


def linear_backward(grad_out, x, weight):
    out, features = weight.shape
    grad_x = np.zeros(x.shape)
    grad_weight = np.zeros(weight.shape)
    grad_bias = np.zeros(out)
    for row in np.ndindex(*x.shape[:-1]):
        for o in range(out):
            grad_bias[o] += grad_out[row][o]
            for i in range(features):
                grad_x[row][i] += grad_out[row][o] * weight[o, i]
                grad_weight[o, i] += grad_out[row][o] * x[row][i]
    return grad_x, grad_weight, grad_bias
