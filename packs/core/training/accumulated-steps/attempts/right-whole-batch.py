import numpy as np


def train(x, y, w, batch, micro, rate=0.1):
    losses = []
    for start in range(0, len(x), batch):
        xs, ys = x[start : start + batch], y[start : start + batch]
        errors = xs @ w - ys
        losses.append(np.mean(errors**2))
        w = w - rate * 2 * (errors @ xs) / len(xs)
    return w, np.array(losses)
