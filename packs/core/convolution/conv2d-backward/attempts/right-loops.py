import numpy as np


def conv2d_backward(grad_out, x, weight, stride=1, padding=0):
    n, _, h, w = x.shape
    o, _, kh, kw = weight.shape
    gx = np.zeros_like(x)
    gw = np.zeros_like(weight)
    gb = np.zeros(o, dtype=x.dtype)
    for b in range(n):
        for k in range(o):
            for i in range(grad_out.shape[2]):
                for j in range(grad_out.shape[3]):
                    g = grad_out[b, k, i, j]
                    gb[k] += g
                    for u in range(kh):
                        for v in range(kw):
                            row, column = i * stride + u - padding, j * stride + v - padding
                            if 0 <= row < h and 0 <= column < w:
                                gx[b, :, row, column] += g * weight[k, :, u, v]
                                gw[k, :, u, v] += g * x[b, :, row, column]
    return gx, gw, gb
