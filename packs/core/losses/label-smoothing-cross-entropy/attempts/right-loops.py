import math

import numpy as np


def label_smoothing_cross_entropy(logits, labels, smoothing=0.1):
    n, c = logits.shape
    loss = 0.0
    grad = np.zeros((n, c))
    for i in range(n):
        row = [float(value) for value in logits[i]]
        top = max(row)
        log_total = top + math.log(sum(math.exp(value - top) for value in row))
        for j in range(c):
            q = smoothing / c + (1 - smoothing if j == labels[i] else 0.0)
            loss += q * (log_total - row[j]) / n
            grad[i, j] = (math.exp(row[j] - log_total) - q) / n
    return loss, grad
