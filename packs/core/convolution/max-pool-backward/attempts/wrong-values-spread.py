# expect: values-scattered-as-mean
import numpy as np


def max_pool2d_backward(grad_out, indices, height, width):
    share = grad_out.sum(axis=(2, 3), keepdims=True) / (height * width)
    return np.broadcast_to(share, (*grad_out.shape[:2], height, width)).copy()
