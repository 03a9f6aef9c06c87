import numpy as np


def held_out(x, y, count):
    labels, sizes = np.unique(y, return_counts=True)
    if count < 2 or sizes.min() < count:
        raise ValueError(f"{count} folds do not fit classes of {sizes} rows")
    fold, dealt = np.zeros(len(y), dtype=np.int64), 0
    for label in labels:
        rows = np.flatnonzero(y == label)
        fold[rows] = (dealt + np.arange(len(rows))) % count
        dealt += len(rows)
    scaled = np.zeros(x.shape)
    for k in range(count):
        rest = x[fold != k]
        deviation = rest.var(axis=0) ** 0.5
        deviation[deviation == 0] = 1.0
        scaled[fold == k] = (x[fold == k] - rest.mean(axis=0)) / deviation
    return fold, scaled
