import numpy as np


def max_pool2d(x, kernel, stride=None, padding=(0, 0)):
    stride = kernel if stride is None else stride
    n, c, h, w = x.shape
    ho = (h + 2 * padding[0] - kernel[0]) // stride[0] + 1
    wo = (w + 2 * padding[1] - kernel[1]) // stride[1] + 1
    values = np.full((n, c, ho, wo), -np.inf)
    indices = np.full((n, c, ho, wo), -1)
    for u in range(kernel[0]):
        for v in range(kernel[1]):
            for i in range(ho):
                for j in range(wo):
                    row = i * stride[0] + u - padding[0]
                    column = j * stride[1] + v - padding[1]
                    if not (0 <= row < h and 0 <= column < w):
                        continue
                    here = x[:, :, row, column]
                    better = (here > values[:, :, i, j]) | (indices[:, :, i, j] < 0)
                    values[:, :, i, j] = np.where(better, here, values[:, :, i, j])
                    indices[:, :, i, j] = np.where(better, row * w + column, indices[:, :, i, j])
    return values, indices
