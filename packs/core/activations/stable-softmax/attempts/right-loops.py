import math

import numpy as np


def softmax(x, axis=-1):
    lanes = np.moveaxis(np.asarray(x, dtype=float), axis, -1)
    out = np.zeros(lanes.shape)
    for index in np.ndindex(lanes.shape[:-1]):
        lane = lanes[index].tolist()
        top = max(lane)
        weights = [math.exp(value - top) for value in lane]
        total = math.fsum(weights)
        out[index] = [weight / total for weight in weights]
    return np.moveaxis(out, -1, axis)
