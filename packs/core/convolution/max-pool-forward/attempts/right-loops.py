import numpy as np


def max_pool2d(x, kernel, stride):
    n, c, h, w = x.shape
    ho = (h - kernel) // stride + 1
    wo = (w - kernel) // stride + 1
    values = np.empty((n, c, ho, wo), dtype=x.dtype)
    indices = np.empty((n, c, ho, wo), dtype=np.int32)
    for b in range(n):
        for k in range(c):
            for i in range(ho):
                for j in range(wo):
                    best_row, best_column = i * stride, j * stride
                    for row in range(i * stride, i * stride + kernel):
                        for column in range(j * stride, j * stride + kernel):
                            if x[b, k, row, column] > x[b, k, best_row, best_column]:
                                best_row, best_column = row, column
                    values[b, k, i, j] = x[b, k, best_row, best_column]
                    indices[b, k, i, j] = best_row * w + best_column
    return values, indices
