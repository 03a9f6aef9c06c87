import math

import numpy as np


def log_softmax(x, axis=-1):
    moved = np.moveaxis(x, axis, -1)
    rows = moved.reshape(-1, moved.shape[-1]).tolist()
    result = []
    for row in rows:
        top = max(row)
        total = top + math.log(math.fsum(math.exp(value - top) for value in row))
        result.append([value - total for value in row])
    return np.moveaxis(np.array(result).reshape(moved.shape), -1, axis)
