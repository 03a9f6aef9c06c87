# expect: wrong-shape
import numpy as np


def conv2d_backward(grad_out, x, weight, stride=1, padding=0):
    padded = np.pad(x, [(0, 0), (0, 0), (padding, padding), (padding, padding)])
    kh, kw = weight.shape[2:]
    ho, wo = grad_out.shape[2:]
    h, w = (ho - 1) * stride + kh, (wo - 1) * stride + kw
    dpadded, dweight = np.zeros((*x.shape[:2], h, w)), np.zeros_like(weight)
    for i in range(ho):
        for j in range(wo):
            a, b = i * stride, j * stride
            g = grad_out[:, :, i, j]
            dpadded[:, :, a : a + kh, b : b + kw] += np.einsum("no,ocuv->ncuv", g, weight)
            dweight += np.einsum("no,ncuv->ocuv", g, padded[:, :, a : a + kh, b : b + kw])
    dx = dpadded[:, :, padding : h - padding, padding : w - padding]
    return dx, dweight, grad_out.sum((0, 2, 3))
