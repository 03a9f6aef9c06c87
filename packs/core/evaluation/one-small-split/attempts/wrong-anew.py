# expect: dealt-anew
import numpy as np


def held_out(x, y, count):
    """The fold that holds out each row (N,), and each row as its fold's model sees it (N, D)."""
    if not 2 <= count <= np.unique(y, return_counts=True)[1].min():
        raise ValueError("every class needs a row in every fold, and there are two folds or more")
    fold = np.empty(len(y), dtype=np.int64)
    for label in np.unique(y):
        fold[y == label] = np.arange((y == label).sum()) % count
    scaled = np.empty(x.shape)
    for k in range(count):
        train = x[fold != k]
        spread = train.std(axis=0)
        scaled[fold == k] = (x[fold == k] - train.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    return fold, scaled
