import math

import numpy as np


def train(x, labels, start1, start2, steps=40, rate=0.5):
    x = (x - np.mean(x, 0)) / np.std(x, 0)
    w1, w2 = start1 * math.sqrt(2 / len(start1)), start2 / math.sqrt(len(start2))
    b1 = np.zeros(len(start2))
    losses = np.zeros(steps)
    for step in range(steps):
        g1, g2, gb = 1e-4 * w1, 1e-4 * w2, np.zeros(len(b1))
        for row, label in zip(x, labels, strict=True):
            before = row @ w1 + b1
            hidden = np.where(before > 0, before, 0.0)
            scores = hidden @ w2
            top = scores.max()
            log_sum = top + math.log(np.exp(scores - top).sum())
            losses[step] += (log_sum - scores[label]) / len(x)
            error = np.exp(scores - log_sum) / len(x)
            error[label] -= 1 / len(x)
            back = np.where(before > 0, w2 @ error, 0.0)
            g1 += np.outer(row, back)
            g2 += np.outer(hidden, error)
            gb += back
        size = rate / (1 + 0.01 * step)
        w1, w2, b1 = w1 - size * g1, w2 - size * g2, b1 - size * gb
    return losses
