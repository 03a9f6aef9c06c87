import numpy as np


def held_out(x, y, count):
    labels = sorted(set(y.tolist()))
    rows = [i for label in labels for i in range(len(y)) if y[i] == label]
    if count < 2 or any((y == label).sum() < count for label in labels):
        raise ValueError("count")
    fold = np.zeros(len(y), dtype=int)
    for turn, i in enumerate(rows):
        fold[i] = turn % count
    out = np.zeros(x.shape)
    for i in range(len(y)):
        train = x[fold != fold[i]]
        spread = train.std(0)
        spread[spread == 0] = 1
        out[i] = (x[i] - train.mean(0)) / spread
    return fold, out
