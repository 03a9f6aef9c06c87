# expect: kernel-taken-as-square
import numpy as np


def conv2d(x, weight, bias=None, stride=1, padding=0):
    x = np.pad(x, [(0, 0), (0, 0), (padding, padding), (padding, padding)])
    n, _, h, w = x.shape
    o, k = weight.shape[0], weight.shape[2]
    ho = (h - k) // stride + 1
    wo = max((w - k) // stride + 1, 0)
    y = np.zeros((n, o, ho, wo))
    for i in range(ho):
        for j in range(wo):
            patch = x[:, :, i * stride : i * stride + k, j * stride : j * stride + k]
            common = min(patch.shape[3], weight.shape[3])
            y[:, :, i, j] = np.einsum("ncuv,ocuv->no", patch[..., :common], weight[..., :common])
    return y if bias is None else y + bias.reshape(1, -1, 1, 1)
