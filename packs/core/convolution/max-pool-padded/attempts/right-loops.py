import numpy as np


def max_pool2d(x, kernel, stride=None, padding=(0, 0)):
    (kh, kw), (ph, pw) = kernel, padding
    sh, sw = stride or kernel
    n, c, h, w = x.shape
    ho = (h + 2 * ph - kh) // sh + 1
    wo = (w + 2 * pw - kw) // sw + 1
    values = np.empty((n, c, ho, wo), dtype=x.dtype)
    indices = np.empty((n, c, ho, wo), dtype=np.int32)
    for b, k, i, j in np.ndindex(values.shape):
        best = None
        for row in range(i * sh - ph, i * sh - ph + kh):
            for column in range(j * sw - pw, j * sw - pw + kw):
                if not (0 <= row < h and 0 <= column < w):
                    continue
                if best is None or x[b, k, row, column] > x[b, k][best]:
                    best = row, column
        values[b, k, i, j] = x[b, k][best]
        indices[b, k, i, j] = best[0] * w + best[1]
    return values, indices
