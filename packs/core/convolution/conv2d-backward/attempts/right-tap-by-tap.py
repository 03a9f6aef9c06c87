import numpy as np


def conv2d_backward(grad_out, x, weight, stride=1, padding=0):
    padded = np.pad(x, [(0, 0), (0, 0), (padding, padding), (padding, padding)])
    dpadded = np.zeros_like(padded)
    dweight = np.empty_like(weight)
    kh, kw = weight.shape[2:]
    ho, wo = grad_out.shape[2:]
    for u in range(kh):
        for v in range(kw):
            rows = slice(u, u + stride * (ho - 1) + 1, stride)
            columns = slice(v, v + stride * (wo - 1) + 1, stride)
            taken = padded[:, :, rows, columns]
            dweight[:, :, u, v] = np.tensordot(grad_out, taken, axes=([0, 2, 3], [0, 2, 3]))
            dpadded[:, :, rows, columns] += np.einsum("nohw,oc->nchw", grad_out, weight[:, :, u, v])
    h, w = x.shape[2:]
    dx = dpadded[:, :, padding:, padding:][:, :, :h, :w].copy()
    return dx, dweight, grad_out.sum((0, 2, 3))
