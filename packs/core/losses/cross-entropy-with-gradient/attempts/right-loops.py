import math

import numpy as np


def cross_entropy(logits, labels):
    n, c = logits.shape
    loss = 0.0
    grad = np.zeros((n, c))
    for i in range(n):
        top = max(logits[i].tolist())
        weights = [math.exp(float(value) - top) for value in logits[i]]
        total = sum(weights)
        loss += math.log(total) + top - float(logits[i, labels[i]])
        for j in range(c):
            grad[i, j] = weights[j] / total / n
        grad[i, labels[i]] -= 1 / n
    return loss / n, grad
