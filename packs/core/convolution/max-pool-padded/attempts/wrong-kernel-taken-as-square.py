# expect: kernel-taken-as-square
import numpy as np


def max_pool2d(x, kernel, stride=None, padding=(0, 0)):
    kh = kw = kernel[0]
    ph = pw = padding[0]
    sh = sw = stride[0] if stride else kh
    n, c, h, w = x.shape
    ho = (h + 2 * ph - kh) // sh + 1
    wo = (w + 2 * pw - kw) // sw + 1
    values = np.full((n, c, ho, wo), -np.inf)
    indices = np.full((n, c, ho, wo), -1)
    for b, k, i, j in np.ndindex(values.shape):
        for row in range(i * sh - ph, i * sh - ph + kh):
            for column in range(j * sw - pw, j * sw - pw + kw):
                if 0 <= row < h and 0 <= column < w:
                    better = x[b, k, row, column] > values[b, k, i, j]
                    if better or indices[b, k, i, j] < 0:
                        values[b, k, i, j] = x[b, k, row, column]
                        indices[b, k, i, j] = row * w + column
    return values, indices
