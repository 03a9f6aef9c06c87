import numpy as np


def branches(image, kernels, stride=1, padding=0, size=2, step=2):
    tall, wide = image.shape
    count, k_h, k_w = kernels.shape
    rows = (tall + 2 * padding - k_h) // stride + 1
    columns = (wide + 2 * padding - k_w) // stride + 1
    maps = np.zeros((count, rows, columns))
    for k in range(count):
        for i in range(rows):
            for j in range(columns):
                for u in range(k_h):
                    for v in range(k_w):
                        row, column = i * stride + u - padding, j * stride + v - padding
                        if 0 <= row < tall and 0 <= column < wide:
                            maps[k, i, j] += image[row, column] * kernels[k, u, v]
                maps[k, i, j] = max(maps[k, i, j], 0)
    pooled = [
        [image[r : r + size, c : c + size].max() for c in range(0, wide - size + 1, step)]
        for r in range(0, tall - size + 1, step)
    ]
    return maps, np.array(pooled)
