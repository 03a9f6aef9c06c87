# expect: overlaps-overwritten
import numpy as np


def conv2d_backward(grad_out, x, weight, stride=1, padding=0):
    padded = np.pad(x, [(0, 0), (0, 0), (padding, padding), (padding, padding)])
    dpadded, dweight = np.zeros_like(padded), np.zeros_like(weight)
    kh, kw = weight.shape[2:]
    for i in range(grad_out.shape[2]):
        for j in range(grad_out.shape[3]):
            a, b = i * stride, j * stride
            g = grad_out[:, :, i, j]
            dpadded[:, :, a : a + kh, b : b + kw] = np.einsum("no,ocuv->ncuv", g, weight)
            dweight += np.einsum("no,ncuv->ocuv", g, padded[:, :, a : a + kh, b : b + kw])
    h, w = x.shape[2:]
    dx = dpadded[:, :, padding : padding + h, padding : padding + w]
    return dx, dweight, grad_out.sum((0, 2, 3))
