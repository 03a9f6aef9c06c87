import math

import numpy as np


def train(start, target, scales, steps=6, lr=0.1, beta1=0.9, beta2=0.999, eps=1e-8):
    columns = []
    for x, bottom, scale in zip(start.tolist(), target.tolist(), scales.tolist(), strict=True):
        column, m, v, p1, p2 = [x], 0.0, 0.0, 1.0, 1.0
        for _ in range(steps):
            g = scale * (x - bottom)
            m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g * g
            p1, p2 = p1 * beta1, p2 * beta2
            x -= lr * (m / (1 - p1)) / (math.sqrt(v / (1 - p2)) + eps)
            column.append(x)
        columns.append(column)
    return np.array(columns).T
