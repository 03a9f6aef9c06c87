# expect: zero-beats-negatives
import numpy as np


def max_pool2d(x, kernel, stride):
    n, c, h, w = x.shape
    ho = (h - kernel) // stride + 1
    wo = (w - kernel) // stride + 1
    values = np.zeros((n, c, ho, wo))
    indices = np.zeros((n, c, ho, wo), dtype=int)
    for b, k, i, j in np.ndindex(values.shape):
        for row in range(i * stride, i * stride + kernel):
            for column in range(j * stride, j * stride + kernel):
                if x[b, k, row, column] > values[b, k, i, j]:
                    values[b, k, i, j] = x[b, k, row, column]
                    indices[b, k, i, j] = row * w + column
    return values, indices
