# expect: one-place-short
import numpy as np


def branches(image, kernels, stride=1, padding=0, size=2, step=2):
    height, width = image.shape
    count, k_h, k_w = kernels.shape
    padded = np.zeros((height + 2 * padding, width + 2 * padding))
    padded[padding : padding + height, padding : padding + width] = image
    rows = (height + 2 * padding - k_h) // stride + 1
    columns = (width + 2 * padding - k_w) // stride + 1
    maps = np.zeros((count, rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[top : top + k_h, left : left + k_w]
            maps[:, i, j] = (kernels * window).sum(axis=(1, 2))
    maps = np.maximum(maps, 0)

    p_rows = (height - size) // step
    p_columns = (width - size) // step + 1
    pooled = np.zeros((p_rows, p_columns))
    for i in range(p_rows):
        for j in range(p_columns):
            top, left = i * step, j * step
            pooled[i, j] = image[top : top + size, left : left + size].max()
    return maps, pooled
