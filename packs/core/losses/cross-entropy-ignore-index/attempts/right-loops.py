import math

import numpy as np


def cross_entropy(logits, labels, ignore_index=-100):
    grad = np.zeros(logits.shape)
    counted = sum(1 for label in labels if label != ignore_index)
    loss = 0.0
    for n, label in enumerate(labels):
        if label == ignore_index:
            continue
        top = float(logits[n].max())
        parts = [math.exp(float(v) - top) for v in logits[n]]
        total = math.fsum(parts)
        loss += (math.log(total) + top - float(logits[n, label])) / counted
        for k, part in enumerate(parts):
            grad[n, k] = (part / total - (k == label)) / counted
    return loss, grad
