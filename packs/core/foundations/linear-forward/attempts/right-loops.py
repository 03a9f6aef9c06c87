import numpy as np


def linear_forward(x, weight, bias=None):
    outputs, features = weight.shape
    rows = x.reshape(-1, features)
    y = np.zeros((len(rows), outputs))
    for n in range(len(rows)):
        for o in range(outputs):
            for i in range(features):
                y[n, o] += rows[n, i] * weight[o, i]
            if bias is not None:
                y[n, o] += bias[o]
    return y.reshape(*x.shape[:-1], outputs)
