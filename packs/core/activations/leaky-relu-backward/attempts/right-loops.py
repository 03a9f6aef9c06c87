import numpy as np


def leaky_relu_backward(grad_out, x, negative_slope=0.01):
    pairs = zip(grad_out.ravel(), x.ravel(), strict=True)
    flat = [float(g) if v > 0 else negative_slope * float(g) for g, v in pairs]
    return np.array(flat).reshape(x.shape)
